package org.kentei.bulk;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, of one member or of several one after another. The JDK's class alone takes a member for the last one if the
 * next one has not arrived yet, and passes over bytes that are no member, so that lines would be lost without an error.
 */
final class GzipInput extends GZIPInputStream {

    private static final int TRAILER_BYTES = 8;

    private GzipInput(Rest input, int bufferBytes) throws IOException {
        super(input, bufferBytes);
    }

    /** @throws ZipException if the input does not begin with a whole header */
    static GzipInput of(BufferedInputStream input, int bufferBytes) throws IOException {
        try {
            return new GzipInput(new Rest(input), bufferBytes);
        } catch (EOFException cutOff) {
            throw cutOff();
        }
    }

    /** @throws ZipException if a member is damaged or cut off, or if something else than a member follows */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (EOFException cutOff) {
            throw cutOff();
        }
        boolean more = inf.getRemaining() > TRAILER_BYTES || ((Rest) in).hadMore;
        if (read < 0 && more) {
            throw new ZipException("Behind the data that are compressed by gzip, other data follow.");
        }
        return read;
    }

    private static ZipException cutOff() {
        return new ZipException("The data that are compressed by gzip are cut off.");
    }

    /** The input. It says what {@link GZIPInputStream} asks after each member: whether there is more. */
    private static final class Rest extends FilterInputStream {

        private boolean hadMore;

        private Rest(BufferedInputStream input) {
            super(input);
        }

        /** Waits until more has arrived, or the end. */
        @Override
        public int available() throws IOException {
            in.mark(1);
            hadMore = in.read() >= 0;
            in.reset();
            return hadMore ? 1 : 0;
        }
    }
}
