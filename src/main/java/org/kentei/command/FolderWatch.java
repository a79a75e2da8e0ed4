package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.kentei.ruleset.RulesetFiles;

/** Repeats a command after each change of a rules folder. */
final class FolderWatch {

    private static final long PAUSE_MILLISECONDS = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private FolderWatch() {}

    /** Runs at once and after each change until the thread is interrupted; returns the last result. */
    static int repeat(Path folder, PrintWriter out, Callable<Integer> work) throws Exception {
        // before the work, so that a change while it runs is seen after it
        String seen = revision(folder);
        int result = work.call();
        while (true) {
            out.println("Waiting for a change in " + folder + " (stop with Ctrl+C).");
            out.flush();
            try {
                seen = next(folder, seen);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return result;
            }
            out.println();
            out.println(LocalTime.now().format(TIME) + " " + folder + " has changed.");
            result = work.call();
        }
    }

    /** Waits until the files differ and two readings are equal, because editors write in several steps. */
    private static String next(Path folder, String seen) throws InterruptedException {
        String before = seen;
        while (true) {
            Thread.sleep(PAUSE_MILLISECONDS);
            String now = revision(folder);
            if (!now.equals(seen) && now.equals(before)) {
                return now;
            }
            before = now;
        }
    }

    private static String revision(Path folder) {
        try {
            return RulesetFiles.read(folder).revision();
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }
}
