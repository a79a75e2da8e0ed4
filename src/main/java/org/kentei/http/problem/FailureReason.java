package org.kentei.http.problem;

/** Describes in one line of the log why something failed. */
public final class FailureReason {

    private FailureReason() {}

    /** The exception and its root cause. */
    public static String of(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == thrown ? line(thrown) : line(thrown) + "; caused by " + line(root);
    }

    private static String line(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
