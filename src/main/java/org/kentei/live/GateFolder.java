package org.kentei.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.kentei.ruleset.RulesetFiles;

/** The private folder in which the service and the process that checks a revision hand each other what they have. */
record GateFolder(Path path) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
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
        return folder;
    }

    Path rules() {
        return path.resolve("rules");
    }

    void writeModule(byte[] module) throws IOException {
        Files.write(path.resolve("module"), module);
    }

    byte[] readModule() throws IOException {
        return read("module", LARGEST_MODULE);
    }

    /** Writes the report; its being there is what says that the checks came to an end. */
    void write(GateReport report) throws IOException {
        Path beside = path.resolve("report.part");
        JSON.writeValue(beside.toFile(), report);
        Files.move(beside, path.resolve("report.json"));
    }

    boolean reported() {
        return Files.exists(path.resolve("report.json"));
    }

    GateReport readReport() throws IOException {
        return JSON.readValue(read("report.json", LARGEST_REPORT), GateReport.class);
    }

    private byte[] read(String name, int atMost) throws IOException {
        try (InputStream content = Files.newInputStream(path.resolve(name))) {
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
