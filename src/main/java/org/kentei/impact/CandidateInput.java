package org.kentei.impact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A candidate as it was handed in.
 *
 * @param where where it came from, for a message: a line of a file, or the candidate's id in the record
 * @param json the candidate's JSON
 * @param asOf the day on which it is judged where it states none itself; null for today
 */
public record CandidateInput(
        String where, byte[] json, @Nullable LocalDate asOf) {}
