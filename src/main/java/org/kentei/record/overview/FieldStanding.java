package org.kentei.record.overview;

import java.util.List;

/**
 * The state of a candidate in a specialty field.
 *
 * @param certifiedLevel 0 for none
 * @param nextSheet the next sheet; empty at the top, and in a field in which the candidate has no project
 * @param unmet the codes of the criteria of the next sheet that are not met
 */
public record FieldStanding(String specialtyField, int certifiedLevel, String nextSheet, List<String> unmet) {

    public FieldStanding {
        unmet = List.copyOf(unmet);
    }
}
