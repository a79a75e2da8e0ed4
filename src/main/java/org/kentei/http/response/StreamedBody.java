package org.kentei.http.response;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of an answer that may be long. It is written piece by piece as the client takes it; if it fails after it has
 * begun, the connection is broken, so that no client takes what it got for the whole.
 */
@FunctionalInterface
public interface StreamedBody {

    /** Writes it all. An {@link IOException} from {@code out} says that the client has left or has stopped reading. */
    void writeTo(OutputStream out) throws IOException;
}
