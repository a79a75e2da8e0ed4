package org.kentei.impact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A candidate before it is read.
 *
 * @param where its source, for messages: a line of a file, or the candidate's id in the record
 * @param json the candidate's JSON
 * @param asOf the as-of date if the candidate has none; null for today
 */
public record CandidateInput(
        String where, byte[] json, @Nullable LocalDate asOf) {}
