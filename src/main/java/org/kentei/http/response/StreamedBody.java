package org.kentei.http.response;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a response that may be long. It is written in pieces as the client reads it. If it fails after it has begun,
 * the connection is broken, so that no client takes a part for the whole.
 */
@FunctionalInterface
public interface StreamedBody {

    /** Writes the body. An {@link IOException} from {@code out} means that the client has left or has stopped reading. */
    void writeTo(OutputStream out) throws IOException;
}
