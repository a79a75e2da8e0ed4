package org.kentei.cases;

import java.util.List;
import org.kentei.source.Mistake;

/**
 * What came of a ruleset's cases.
 *
 * @param files the case files that can be read
 * @param mistakes what is wrong with case files
 * @param failures the cases that the rules do not decide as expected
 * @param coverage what the cases try
 */
public record CaseReport(List<CaseFile> files, List<Mistake> mistakes, List<CaseFailure> failures, Coverage coverage) {

    /** How many cases were run. */
    public int cases() {
        return files.stream().mapToInt(file -> file.cases().size()).sum();
    }
}
