package org.kentei.meaning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Validity;

/**
 * The effect of one change.
 *
 * @param subject the clause, or the place in the vocabulary
 * @param file its file, relative to the rules folder
 * @param line its line in that file; 0 for the whole file
 * @param days the as-of dates for which it differs
 * @param words the differences, one sentence each
 * @param rises whether it can raise a candidate's level
 * @param risingCandidate the smallest candidate found whose level rises; null for none
 * @param falls whether it can lower a candidate's level
 * @param fallingCandidate the smallest candidate found whose level falls; null for none
 * @param sheetOnly a candidate who meets a sheet under one revision only without a difference of level; null for none,
 *     and if a level differs
 * @param candidates the number of candidates decided in the search
 * @param stopped whether the search reached its limit
 * @param refuses whether it refuses candidates who were decided before, such as those who state a code that is removed
 */
public record ClauseMeaning(
        String subject,
        String file,
        int line,
        @JsonIgnore Validity days,
        List<String> words,
        Possible rises,
        @Nullable Counterexample risingCandidate,
        Possible falls,
        @Nullable Counterexample fallingCandidate,
        @Nullable Counterexample sheetOnly,
        int candidates,
        boolean stopped,
        boolean refuses) {

    /** Whether an effect is possible. */
    public enum Possible {
        /** Yes: a candidate was found. */
        YES,
        /** No: the conditions exclude it. */
        NO,
        /** Unknown: no candidate was found, but this is not a proof. */
        NOT_FOUND
    }

    ClauseMeaning onEveryDay() {
        return new ClauseMeaning(
                subject,
                file,
                line,
                Validity.ALWAYS,
                words,
                rises,
                risingCandidate,
                falls,
                fallingCandidate,
                sheetOnly,
                candidates,
                stopped,
                refuses);
    }

    /** The first as-of date for which it differs; null if there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonProperty
    public @Nullable LocalDate from() {
        return days.from();
    }

    /** The first as-of date for which it no longer differs; null if there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonProperty
    public @Nullable LocalDate until() {
        return days.until();
    }

    /** Whether the conditions exclude that a level differs, and nobody is refused who was decided before. */
    public boolean changesNoLevel() {
        return !refuses && rises == Possible.NO && falls == Possible.NO;
    }
}
