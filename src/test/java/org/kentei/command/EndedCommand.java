package org.kentei.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command called as from a terminal, with what it wrote and how it ended. */
record EndedCommand(int exitCode, String out, String err) {

    static EndedCommand call(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int exitCode = KenteiCommand.run(new PrintWriter(out), new PrintWriter(err), words);
        return new EndedCommand(exitCode, out.toString(), err.toString());
    }
}
