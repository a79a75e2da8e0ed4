package org.kentei.candidate;

import java.time.LocalDate;

/** An examination the candidate passed. */
public record Examination(String code, LocalDate passedOn) {

    /** Names the entry by what it says, since entries have no id of their own. */
    public String id() {
        return code + "/" + passedOn;
    }
}
