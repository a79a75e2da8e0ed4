package org.kentei.candidate;

import java.util.List;

/** Thrown for a body that is not a valid candidate. It lists every fault. */
public class InvalidCandidateException extends RuntimeException {

    private final transient List<Fault> faults;

    public InvalidCandidateException(List<Fault> faults) {
        super(faults.size() + " fault(s) in the candidate, the first at '"
                + faults.get(0).pointer() + "'");
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
