package org.kentei.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Decision;
import org.kentei.bulk.CandidateLines;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.command.AssessedLine.Counts;
import org.kentei.files.PrivateFiles;

/** The file that {@code assess} writes. What an earlier call left is kept up to its last whole line, and gone on with. */
final class AssessedFile implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BLOCK = 1 << 16;
    private static final String BEGINNING = "{\"line\":";
    private static final String END = "{\"end\":";

    private final OutputStream out;
    private final Earlier earlier;
    private Counts counts;

    private AssessedFile(OutputStream out, Earlier earlier) {
        this.out = out;
        this.earlier = earlier;
        this.counts = earlier.counts();
    }

    /**
     * What an earlier call left.
     *
     * @param counts of its whole lines
     * @param complete whether it ended
     * @param lastLine the number of the last line that was answered; 0 for none
     * @param lastAnswer what that line says; null for none
     * @param revision the rules that decided; null where none was decided
     * @param today the day on which candidates were judged that state none; null where none was
     */
    record Earlier(
            Counts counts,
            boolean complete,
            long lastLine,
            @Nullable String lastAnswer,
            @Nullable String revision,
            @Nullable LocalDate today) {}

    /**
     * Opens a file to be written, or gone on with.
     *
     * @throws CommandException for a file that is something else
     */
    static AssessedFile open(Path file) throws IOException {
        if (Files.notExists(file)) {
            PrivateFiles.makeFile(file);
        }
        CommandFiles.requireFile(file);
        Earlier earlier = new Earlier(new Counts(true, 0, 0, 0), false, 0, null, null, null);
        if (!beginsLikeOne(file)) {
            throw somethingElse(file, 1);
        }
        try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
            written.setLength(endOfLastLine(written));
        }
        try (InputStream in = Files.newInputStream(file);
                CandidateLines lines = CandidateLines.of(in)) {
            for (CandidateLine line = lines.next(); line != null; line = lines.next()) {
                earlier = read(file, line, earlier);
            }
        }
        return new AssessedFile(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), 1 << 16), earlier);
    }

    /** Whether a file is empty, or begins as this command writes; nothing is cut off from another one. */
    private static boolean beginsLikeOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String first = new String(in.readNBytes(BEGINNING.length()), StandardCharsets.ISO_8859_1);
            return BEGINNING.startsWith(first) || first.startsWith(END);
        }
    }

    private static CommandException somethingElse(Path file, long line) {
        return new CommandException("`" + file + "` is not a file that `assess` has begun: look at its line " + line
                + ". Name another one.");
    }

    /** How many bytes there are up to the last line break. */
    private static long endOfLastLine(RandomAccessFile file) throws IOException {
        for (long end = file.length(); end > 0; end -= Math.min(end, BLOCK)) {
            byte[] block = new byte[(int) Math.min(end, BLOCK)];
            file.seek(end - block.length);
            file.readFully(block);
            for (int place = block.length; place > 0; place--) {
                if (block[place - 1] == '\n') {
                    return end - block.length + place;
                }
            }
        }
        return 0;
    }

    private static Earlier read(Path file, CandidateLine line, Earlier before) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(line.json());
        } catch (JsonProcessingException other) {
            json = MissingNode.getInstance();
        }
        if (json.path("end").asBoolean()) {
            return new Earlier(
                    before.counts(), true, before.lastLine(), before.lastAnswer(), before.revision(), before.today());
        }
        if (!json.path("line").isNumber() || before.complete()) {
            throw somethingElse(file, line.number());
        }
        JsonNode result = json.path("result");
        return new Earlier(
                before.counts().plus(json.path("status").asInt() == AssessedLine.DECIDED),
                false,
                json.path("line").asLong(),
                new String(line.json(), StandardCharsets.UTF_8),
                result.isMissingNode()
                        ? before.revision()
                        : result.path("ruleset").path("revision").asText(),
                result.path("asOfZone").isMissingNode()
                        ? before.today()
                        : LocalDate.parse(result.path("asOf").asText()));
    }

    Earlier earlier() {
        return earlier;
    }

    Counts counts() {
        return counts;
    }

    void add(AssessedLine line) throws IOException {
        counts = counts.plus(line.status() == AssessedLine.DECIDED);
        write(line);
    }

    /** Writes the last line. */
    void end() throws IOException {
        write(counts);
        out.flush();
    }

    /** A line as it is written. */
    static String text(Object line) {
        return Decision.write(line);
    }

    private void write(Object line) throws IOException {
        out.write((text(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
