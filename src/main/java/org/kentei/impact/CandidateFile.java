package org.kentei.impact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.StatedCandidateId;

/**
 * A file with one candidate per line. If several lines have the same candidate, the last one counts, as the latest
 * assessment does in the record. Blank lines are ignored.
 */
public final class CandidateFile implements CandidateSource {

    private final Path file;
    private final BitSet outdated;
    private final long total;
    private final BufferedReader reader;
    private int lineNumber;
    private @Nullable String next;

    private CandidateFile(Path file, BitSet outdated, long total) throws IOException {
        this.file = file;
        this.outdated = outdated;
        this.total = total;
        this.reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        advance();
    }

    /** Opens a file, and reads it once to find the lines that count. */
    public static CandidateFile open(Path file) throws IOException {
        Map<String, Integer> latest = new HashMap<>();
        BitSet outdated = new BitSet();
        int number = 0;
        long total = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                total++;
                String candidateId = StatedCandidateId.of(line);
                Integer earlier = candidateId == null ? null : latest.put(candidateId, number);
                if (earlier != null) {
                    outdated.set(earlier);
                    total--;
                }
            }
        }
        return new CandidateFile(file, outdated, total);
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public CandidateInput next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        CandidateInput submitted =
                new CandidateInput(file + ":" + lineNumber, next.getBytes(StandardCharsets.UTF_8), null);
        try {
            advance();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return submitted;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void advance() throws IOException {
        do {
            next = reader.readLine();
            lineNumber++;
        } while (next != null && (next.isBlank() || outdated.get(lineNumber)));
    }
}
