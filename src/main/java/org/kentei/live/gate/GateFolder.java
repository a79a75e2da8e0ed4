package org.kentei.live.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.kentei.hash.Hash;
import org.kentei.ruleset.RulesetFiles;

/**
 * The private folder (0700) in which the service and the process that checks a revision hand each other what they
 * have.
 */
public record GateFolder(Path path) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPORT = "report.json";
    private static final int LARGEST_REPORT = 1 << 20;

    /** A new folder with just these files, so that what is checked is, byte for byte, what becomes active. */
    public static GateFolder of(RulesetFiles files) throws IOException {
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
     * A line that binds the report. The process prints it, and the service, which alone reads what its process prints,
     * takes the report only if it is still the same.
     */
    String seal() throws IOException {
        return seal(report());
    }

    private static String seal(byte[] report) {
        return "kentei-gate " + Hash.of(report).hex();
    }

    /**
     * Reads the report.
     *
     * @param printed what the process printed
     * @throws IOException if the report is missing, too large, or not the one that the process wrote
     */
    public GateReport read(String printed) throws IOException {
        byte[] report = report();
        if (printed.lines().noneMatch(seal(report)::equals)) {
            throw new IOException("The report is not the one that the checks wrote.");
        }
        return JSON.readValue(report, GateReport.class);
    }

    private byte[] report() throws IOException {
        try (InputStream content = Files.newInputStream(path.resolve(REPORT), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = content.readNBytes(LARGEST_REPORT + 1);
            if (bytes.length > LARGEST_REPORT) {
                throw new IOException("The checks wrote more than " + LARGEST_REPORT + " bytes.");
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
