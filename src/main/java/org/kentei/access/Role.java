package org.kentei.access;

import java.util.Locale;

/** What a caller may do. A caller can have several roles. */
public enum Role {
    /** Assess candidates, and read the assessments that the same client made. */
    ASSESS,
    /** Read the assessments of all clients, the log and the proofs. */
    READ,
    /** Read rules and the rulebook, try candidates, and agree to revisions. */
    AUTHOR,
    /** Erase candidates. */
    ERASE,
    /** Read metrics and detailed health, and manage API keys. */
    OPERATE;

    /** The role as it is written on the command line, in JSON and in settings. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
