package org.kentei.bulk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateLimits;

/**
 * Candidates of NDJSON, one a line. However long the input is, only the lines asked for are in memory, and of a line that
 * is longer than a candidate may be only its beginning. Blank lines count, and are passed over.
 */
public final class CandidateLines implements AutoCloseable {

    /** The most lines and bytes that are given at once. */
    private static final int LINES_AT_ONCE = 64;

    private static final int BYTES_AT_ONCE = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int filled;
    private long number;

    private CandidateLines(InputStream input) {
        this.input = input;
    }

    /**
     * A line of the input.
     *
     * @param number counted from 1
     * @param json its bytes without the line break; of a line that is too long only the first ones, one more than allowed
     */
    public record CandidateLine(long number, byte[] json) {

        boolean isBlank() {
            return new String(json, StandardCharsets.ISO_8859_1).isBlank();
        }
    }

    /** Reads plain lines. */
    public static CandidateLines of(InputStream input) {
        return new CandidateLines(input);
    }

    /** Reads lines that may be compressed by gzip. */
    public static CandidateLines maybeCompressed(InputStream input) throws IOException {
        return new CandidateLines(unpacked(input));
    }

    /**
     * The input as it is, or unpacked if it is compressed by gzip, which shows by its first two bytes.
     *
     * @throws java.util.zip.ZipException here or while it is read, if compressed data are damaged
     */
    public static InputStream unpacked(InputStream input) throws IOException {
        BufferedInputStream marked = new BufferedInputStream(input, BUFFER_BYTES);
        marked.mark(2);
        boolean gzip = (marked.read() | marked.read() << 8) == GZIPInputStream.GZIP_MAGIC;
        marked.reset();
        return gzip ? GzipInput.of(marked, BUFFER_BYTES) : marked;
    }

    /** The next line that is not blank; null at the end. Waits for the whole line. */
    public @Nullable CandidateLine next() throws IOException {
        while (next < filled || fill()) {
            CandidateLine line = read();
            if (!line.isBlank()) {
                return line;
            }
        }
        return null;
    }

    /**
     * The next lines: at least one, and further ones as far as they have arrived and do not take too much memory. Empty at
     * the end. Waits only for the first one.
     */
    public List<CandidateLine> some() throws IOException {
        List<CandidateLine> lines = new ArrayList<>();
        int bytes = 0;
        do {
            CandidateLine line = next();
            if (line == null) {
                break;
            }
            lines.add(line);
            bytes += line.json().length;
        } while (lines.size() < LINES_AT_ONCE && bytes < BYTES_AT_ONCE && holdsLine());
        return lines;
    }

    /** Whether a whole line has arrived that is not blank, so that {@link #some()} does not wait. */
    public boolean holdsLine() throws IOException {
        while (!bufferHoldsLine()) {
            if (!addAvailable()) {
                return false;
            }
        }
        return true;
    }

    private boolean bufferHoldsLine() {
        boolean blank = true;
        for (int place = next; place < filled; place++) {
            if (buffer[place] == '\n' && !blank) {
                return true;
            }
            blank = blank && buffer[place] >= 0 && buffer[place] <= ' ';
        }
        return false;
    }

    /** Adds what has arrived to the buffer, without waiting; false if nothing has, or there is no room. */
    private boolean addAvailable() throws IOException {
        int available = input.available();
        if (available <= 0) {
            return false;
        }
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        int added = input.read(buffer, filled, Math.min(available, buffer.length - filled));
        filled += Math.max(0, added);
        return added > 0;
    }

    private CandidateLine read() throws IOException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        boolean ended = false;
        while (!ended && (next < filled || fill())) {
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            ended = end < filled;
            int room = CandidateLimits.BODY_BYTES + 1 - line.size();
            line.write(buffer, next, Math.min(room, end - next));
            next = ended ? end + 1 : end;
        }
        return new CandidateLine(number, line.toByteArray());
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, input.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
