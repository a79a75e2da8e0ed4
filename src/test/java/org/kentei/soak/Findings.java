package org.kentei.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a part of the soak says, and what it found wrong. The last line that it prints goes into the table. */
final class Findings {

    private static final int SHOWN = 20;

    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }

    void wrong(String what) {
        wrong.add(what);
    }

    /** Prints what is wrong and, last, what was done, and ends the program: with 0 if nothing is wrong. */
    void end(String done) {
        synchronized (wrong) {
            wrong.stream().limit(SHOWN).forEach(one -> say("WRONG: %s", one));
            say("%s%s", done, wrong.isEmpty() ? "" : "; " + wrong.size() + " wrong, such as: " + wrong.get(0));
        }
        System.exit(wrong.isEmpty() ? 0 : 1);
    }
}
