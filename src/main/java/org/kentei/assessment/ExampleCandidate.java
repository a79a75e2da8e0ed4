package org.kentei.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The example of the documentation. It also warms up the service. */
public final class ExampleCandidate {

    private ExampleCandidate() {}

    /** Its JSON. */
    public static byte[] json() {
        try (InputStream example = ExampleCandidate.class.getResourceAsStream("/examples/candidate.json")) {
            if (example == null) {
                throw new IllegalStateException("This build of Kentei lacks its example");
            }
            return example.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
