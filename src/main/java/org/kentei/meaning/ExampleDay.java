package org.kentei.meaning;

import java.time.LocalDate;
import org.kentei.vocabulary.Validity;

/** The day as of which made-up candidates are judged. */
public final class ExampleDay {

    private static final LocalDate USUAL = LocalDate.of(2026, 3, 31);

    private ExampleDay() {}

    /** A day of the period; the usual one if it is one of them. */
    public static LocalDate of(Validity period) {
        return period.day(USUAL);
    }
}
