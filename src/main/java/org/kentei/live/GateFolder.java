package org.kentei.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.kentei.ruleset.RulesetFiles;

/**
 * The private folder (0700) in which the service and the process that checks a revision hand each other what they
 * have.
 */
record GateFolder(Path path) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPORT = "report.json";
    private static final String MODULE = "module";
    private static final int LARGEST_REPORT = 1 << 20;
    private static final int LARGEST_MODULE = 64 << 20;

    /** A new folder with just these files, so that what is checked is, byte for byte, what goes live. */
    static GateFolder of(RulesetFiles files) throws IOException {
        GateFolder folder = new GateFolder(Files.createTempDirectory("kentei-gate"));
        for (Map.Entry<String, byte[]> file : files.byName().entrySet()) {
            Path copy = folder.rules().resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
        Files.createDirectories(folder.rules());
        Files.createDirectories(folder.work());
        return folder;
    }

    Path rules() {
        return path.resolve("rules");
    }

    /** The empty folder in which the process works. */
    Path work() {
        return path.resolve("work");
    }

    void writeModule(byte[] module) throws IOException {
        Files.write(path.resolve(MODULE), module);
    }

    /** Writes the report; its being there is what says that the checks came to an end. */
    void write(GateReport report) throws IOException {
        Path beside = path.resolve("report.part");
        JSON.writeValue(beside.toFile(), report);
        Files.move(beside, path.resolve(REPORT));
    }

    boolean reported() {
        return Files.exists(path.resolve(REPORT));
    }

    /**
     * A line that binds what is in the folder now. The process prints it, and the service, which alone reads what its
     * process prints, takes the files only if they are still the same.
     */
    String seal() throws IOException {
        return seal(read(REPORT, LARGEST_REPORT), module());
    }

    private byte[] module() throws IOException {
        return Files.exists(path.resolve(MODULE)) ? read(MODULE, LARGEST_MODULE) : new byte[0];
    }

    private static String seal(byte[] report, byte[] module) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(report.length).flip());
            digest.update(report);
            digest.update(module);
            return "kentei-gate " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** What the process left, read once and held to the line that it printed. */
    record Left(GateReport report, byte[] module) {}

    /**
     * Reads what the process left.
     *
     * @param printed what it printed
     * @throws IOException if a file is missing, too large, or not the one that the process wrote
     */
    Left read(String printed) throws IOException {
        byte[] report = read(REPORT, LARGEST_REPORT);
        byte[] module = module();
        if (printed.lines().noneMatch(seal(report, module)::equals)) {
            throw new IOException("The report or the module is not the one that the checks wrote.");
        }
        return new Left(JSON.readValue(report, GateReport.class), module);
    }

    private byte[] read(String name, int atMost) throws IOException {
        try (InputStream content = Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = content.readNBytes(atMost + 1);
            if (bytes.length > atMost) {
                throw new IOException("The checks wrote more than " + atMost + " bytes.");
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(one);
            }
        }
    }
}
