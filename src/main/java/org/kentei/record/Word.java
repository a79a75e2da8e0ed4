package org.kentei.record;

import org.jspecify.annotations.Nullable;

/** Something that assessments are found by; equal texts mean the same. */
public record Word(String text) {

    private static final String CLIENT = "client:";

    /** A rule fired. */
    public static Word rule(String name) {
        return new Word("rule:" + name);
    }

    /** A rule of that clause fired. */
    public static Word clause(String clause) {
        return new Word("clause:" + clause);
    }

    /** A sheet is met, or is not. */
    public static Word sheet(String sheet, boolean met) {
        return new Word("sheet:" + sheet + (met ? "=MET" : "=NOT_MET"));
    }

    /** A criterion of a sheet stands so. */
    public static Word criterion(String sheet, String criterion, String status) {
        return new Word("criterion:" + sheet + "/" + criterion + "=" + status);
    }

    /** The level certified over all fields; null for none. */
    public static Word level(@Nullable Integer level) {
        return new Word("level=" + (level == null ? "NONE" : level));
    }

    /** The level certified in a field; null for none. */
    public static Word level(String specialtyField, @Nullable Integer level) {
        return new Word("level:" + specialtyField + "=" + (level == null ? "NONE" : level));
    }

    /** Some level is certified in a field. */
    public static Word certified(String specialtyField) {
        return new Word("certified:" + specialtyField);
    }

    static Word client(String name) {
        return new Word(CLIENT + name);
    }

    static Word ruleset(String revision) {
        return new Word("ruleset:" + revision);
    }

    /** The name that a client's word was made of; null for none. */
    static @Nullable String clientName(@Nullable String text) {
        return text == null ? null : text.substring(CLIENT.length());
    }
}
