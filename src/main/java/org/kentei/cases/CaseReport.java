package org.kentei.cases;

import java.util.List;
import org.kentei.source.Mistake;

/**
 * The results of a ruleset's cases.
 *
 * @param files the case files that can be read
 * @param mistakes the mistakes in case files
 * @param failures the cases whose verdict differs from the expected one
 * @param coverage which rules and numbers the cases test
 */
public record CaseReport(List<CaseFile> files, List<Mistake> mistakes, List<CaseFailure> failures, Coverage coverage) {

    /** The number of cases that were run. */
    public int cases() {
        return files.stream().mapToInt(file -> file.cases().size()).sum();
    }
}
