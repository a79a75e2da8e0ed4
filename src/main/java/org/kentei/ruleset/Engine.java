package org.kentei.ruleset;

import org.drools.base.util.Drools;

/** The rule engine in use. */
public final class Engine {

    private Engine() {}

    /** Its version. */
    public static String version() {
        return Drools.getFullVersion();
    }
}
