package org.kentei.cases;

import java.util.List;
import org.kentei.vocabulary.Sheet;

/** The cases of one sheet. */
public record CaseFile(String file, Sheet sheet, List<Case> cases) {

    /** What every case file's name ends with, after the sheet's code. */
    public static final String ENDING = ".cases.yaml";

    public CaseFile {
        cases = List.copyOf(cases);
    }
}
