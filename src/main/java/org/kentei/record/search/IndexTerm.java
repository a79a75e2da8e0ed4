package org.kentei.record.search;

import org.jspecify.annotations.Nullable;

/** Something that assessments are found by; equal texts mean the same. */
public record IndexTerm(String text) {

    private static final String CLIENT = "client:";

    /** A rule fired. */
    public static IndexTerm rule(String name) {
        return new IndexTerm("rule:" + name);
    }

    /** A rule of that clause fired. */
    public static IndexTerm clause(String clause) {
        return new IndexTerm("clause:" + clause);
    }

    /** A sheet is met, or is not. */
    public static IndexTerm sheet(String sheet, boolean met) {
        return new IndexTerm("sheet:" + sheet + (met ? "=MET" : "=NOT_MET"));
    }

    /** A criterion of a sheet has a status. */
    public static IndexTerm criterion(String sheet, String criterion, String status) {
        return new IndexTerm("criterion:" + sheet + "/" + criterion + "=" + status);
    }

    /** The level certified over all fields; null for none. */
    public static IndexTerm level(@Nullable Integer level) {
        return new IndexTerm("level=" + (level == null ? "NONE" : level));
    }

    /** The level certified in a field; null for none. */
    public static IndexTerm level(String specialtyField, @Nullable Integer level) {
        return new IndexTerm("level:" + specialtyField + "=" + (level == null ? "NONE" : level));
    }

    /** Some level is certified in a field. */
    public static IndexTerm certified(String specialtyField) {
        return new IndexTerm("certified:" + specialtyField);
    }

    public static IndexTerm client(String name) {
        return new IndexTerm(CLIENT + name);
    }

    public static IndexTerm ruleset(String revision) {
        return new IndexTerm("ruleset:" + revision);
    }

    /** The name that a client's word was made of; null for none. */
    static @Nullable String clientName(@Nullable String text) {
        return text == null ? null : text.substring(CLIENT.length());
    }
}
