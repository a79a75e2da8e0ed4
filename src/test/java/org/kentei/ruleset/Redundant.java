package org.kentei.ruleset;

import java.util.Map;

/**
 * The clauses that change no verdict, since a project meets complexity at a level by the clause of a higher sheet too:
 * whoever meets such a clause meets the higher one as well. They stay, because each sheet is written as the standard
 * has it.
 */
final class Redundant {

    private static final String LONGER_LIST = "OM6 asks as many criteria of a list that holds all of this one";
    private static final String SAME_LIST = "the sheet above asks as many criteria of the same list";

    /** Why each of them changes nothing, by the rule's name. */
    static final Map<String, String> CLAUSES = Map.of(
            "OM5 complexity: enough criteria", LONGER_LIST,
            "OM4 complexity: enough criteria", LONGER_LIST,
            "OM3 complexity: enough criteria", LONGER_LIST,
            "SY5 complexity: enough criteria", SAME_LIST,
            "SY4 complexity: enough criteria", SAME_LIST,
            "SY3 complexity: enough criteria", SAME_LIST,
            "OP3 complexity: enough criteria", SAME_LIST,
            "SD3 complexity: enough criteria", SAME_LIST);

    private Redundant() {}
}
