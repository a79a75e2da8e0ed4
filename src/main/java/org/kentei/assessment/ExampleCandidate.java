package org.kentei.assessment;

import org.kentei.files.JarFiles;

/** The example of the documentation. It also warms up the service. */
public final class ExampleCandidate {

    private ExampleCandidate() {}

    /** Its JSON. */
    public static byte[] json() {
        return JarFiles.bytes("examples/candidate.json");
    }
}
