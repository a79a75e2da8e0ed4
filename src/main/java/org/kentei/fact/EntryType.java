package org.kentei.fact;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a fact or a piece of evidence stands for in the candidate's JSON, or what sum over it. */
public enum EntryType {
    PROJECT("project"),
    SPECIALTY("specialty"),
    CONTRIBUTION("contribution"),
    SUBORDINATE_DEVELOPMENT("subordinateDevelopment"),
    EXAMINATION("examination"),
    EXPERIENCE("experience"),
    SUCCESSION("succession"),
    SUBORDINATES("subordinates"),
    SHEET("sheet"),
    SPECIALTY_FIELD("specialtyField");

    private final String word;

    EntryType(String word) {
        this.word = word;
    }

    /** The word as results and firing records write it. */
    @JsonValue
    public String word() {
        return word;
    }
}
