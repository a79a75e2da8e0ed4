package org.kentei.fact;

import com.fasterxml.jackson.annotation.JsonValue;

/** The kind of entry in the candidate's JSON, or of sum of entries, that a fact or a piece of evidence comes from. */
public enum EntryType {
    PROJECT("project"),
    SPECIALTY("specialty"),
    CONTRIBUTION("contribution"),
    SUBORDINATE_DEVELOPMENT("subordinateDevelopment"),
    EXAMINATION("examination"),
    EXPERIENCE("experience"),
    SPECIALTIES("specialties"),
    SUCCESSION("succession"),
    SUBORDINATES("subordinates"),
    SHEET("sheet"),
    SPECIALTY_FIELD("specialtyField");

    private final String word;

    EntryType(String word) {
        this.word = word;
    }

    /** Its name in results and firing records. */
    @JsonValue
    public String word() {
        return word;
    }
}
