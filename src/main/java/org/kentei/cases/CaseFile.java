package org.kentei.cases;

import java.util.List;
import org.kentei.vocabulary.Sheet;

/** The cases of one sheet. */
public record CaseFile(String file, Sheet sheet, List<Case> cases) {

    public CaseFile {
        cases = List.copyOf(cases);
    }
}
