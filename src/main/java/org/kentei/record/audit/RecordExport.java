package org.kentei.record.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.files.PrivateFiles;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.LogState;
import org.kentei.log.verify.RecordSnapshot.StoredApiKey;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredKey;
import org.kentei.log.verify.RecordSnapshot.StoredLine;

/**
 * A whole record as files, one JSON object a line, for an auditor to verify elsewhere. It holds the documents in clear,
 * and so has to be guarded as the people's data that it is.
 */
public final class RecordExport implements RecordSnapshot {

    /** The JVM makes them anew each time that it is asked, and an export has millions of lines. */
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private static final String STATE = "state.json";
    private static final String ENTRIES = "entries.ndjson";
    private static final String ASSESSMENTS = "assessments.ndjson";
    private static final String INGESTED = "ingested.ndjson";
    private static final String KEYS = "keys.ndjson";
    private static final String CHECKPOINTS = "checkpoints.ndjson";
    private static final String COSIGNATURES = "cosignatures.ndjson";
    private static final String API_KEYS = "api-keys.ndjson";
    private static final String RULESETS = "rulesets.json";
    private static final String RULE_FILES = "rule-files";

    /** The names of rule files come from the database, so they could name files outside of the folder. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    private RecordExport(Path folder) {
        this.folder = folder;
    }

    /** Writes a record into a folder, which must not be there yet, and which only its owner may read. */
    public static void write(RecordSnapshot evidence, Path folder) throws IOException {
        PrivateFiles.makeFolder(folder);
        JSON.writeValue(made(folder.resolve(STATE)), evidence.state());
        lines(folder.resolve(ENTRIES), evidence.entries());
        lines(folder.resolve(ASSESSMENTS), evidence.assessments());
        lines(folder.resolve(INGESTED), withoutLookups(evidence.ingested()));
        lines(folder.resolve(KEYS), evidence.keys().iterator());
        lines(folder.resolve(CHECKPOINTS), evidence.checkpoints().iterator());
        lines(folder.resolve(COSIGNATURES), evidence.cosignatures().iterator());
        lines(folder.resolve(API_KEYS), evidence.apiKeys().orElse(List.of()).iterator());
        JSON.writeValue(made(folder.resolve(RULESETS)), evidence.rulesets());
        Path files = PrivateFiles.makeFolder(folder.resolve(RULE_FILES));
        for (Map.Entry<String, byte[]> file : evidence.ruleFiles().entrySet()) {
            if (!HASH.matcher(file.getKey()).matches()) {
                throw new IOException("the record has a rule file under the name `" + file.getKey()
                        + "`, which is not a hash; run `kentei verify`");
            }
            Files.write(PrivateFiles.makeFile(files.resolve(file.getKey())), file.getValue());
        }
    }

    private static Iterator<StoredLine> withoutLookups(Iterator<StoredLine> lines) {
        return Stream.generate(() -> lines)
                .takeWhile(Iterator::hasNext)
                .map(Iterator::next)
                .map(one -> new StoredLine(
                        one.index(), one.line(), one.assessmentId(), null, one.key(), one.assessedAt(), one.erasedAt()))
                .iterator();
    }

    private static File made(Path file) throws IOException {
        return PrivateFiles.makeFile(file).toFile();
    }

    /** Opens what was written. */
    public static RecordExport open(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(STATE))) {
            throw new IOException("`" + folder + "` does not contain an export.");
        }
        return new RecordExport(folder);
    }

    private static void lines(Path file, Iterator<?> values) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(PrivateFiles.makeFile(file))) {
            while (values.hasNext()) {
                writer.write(JSON.writeValueAsString(values.next()));
                writer.write('\n');
            }
        }
    }

    @Override
    public LogState state() {
        Path file = folder.resolve(STATE);
        return parse(file, reading(file, Files::readString), LogState.class);
    }

    @Override
    public Iterator<StoredEntry> entries() {
        return lines(ENTRIES, StoredEntry.class);
    }

    @Override
    public boolean isSealed(StoredEntry entry) {
        // only who has the append key can tell, and it is not exported
        return true;
    }

    @Override
    public Iterator<StoredAssessment> assessments() {
        return lines(ASSESSMENTS, StoredAssessment.class);
    }

    @Override
    public Iterator<StoredLine> ingested() {
        return linesIfThere(INGESTED, StoredLine.class);
    }

    @Override
    public List<StoredKey> keys() {
        return all(lines(KEYS, StoredKey.class));
    }

    @Override
    public List<StoredCheckpoint> checkpoints() {
        return all(lines(CHECKPOINTS, StoredCheckpoint.class));
    }

    @Override
    public List<StoredCosignature> cosignatures() {
        return all(linesIfThere(COSIGNATURES, StoredCosignature.class));
    }

    /** The export of an earlier version does not have every file. */
    private <T> Iterator<T> linesIfThere(String name, Class<T> type) {
        return Files.exists(folder.resolve(name)) ? lines(name, type) : Collections.emptyIterator();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Map<String, String>> rulesets() {
        Path file = folder.resolve(RULESETS);
        return parse(file, reading(file, Files::readString), Map.class);
    }

    @Override
    public Map<String, byte[]> ruleFiles() {
        return reading(folder.resolve(RULE_FILES), files -> {
            Map<String, byte[]> read = new java.util.HashMap<>();
            try (Stream<Path> all = Files.list(files)) {
                for (Path file : (Iterable<Path>) all::iterator) {
                    read.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
            return read;
        });
    }

    @Override
    public boolean isFoundBy(StoredLine line, String candidateId) {
        // an export has no lookup values: nobody searches in it
        return true;
    }

    @Override
    public Optional<List<StoredApiKey>> apiKeys() {
        return Files.exists(folder.resolve(API_KEYS))
                ? Optional.of(all(lines(API_KEYS, StoredApiKey.class)))
                : Optional.empty();
    }

    @Override
    public List<Discrepancy> faultsOfIndexes() {
        return List.of();
    }

    @Override
    public List<String> remarks() {
        return List.of("The export contains no search index, so it was not verified.");
    }

    private <T> Iterator<T> lines(String name, Class<T> type) {
        Path path = folder.resolve(name);
        Iterator<String> lines =
                reading(path, file -> Files.newBufferedReader(file).lines()).iterator();
        return new Iterator<>() {
            private long line;

            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                line++;
                return parse(path.resolveSibling(name + ":" + line), lines.next(), type);
            }
        };
    }

    private static <T> T parse(Path place, String json, Class<T> type) {
        try {
            T read = JSON.readValue(json, type);
            if (read == null) {
                throw notAnExport(place, "it is no object", null);
            }
            Optional<String> missing = missing(read);
            if (missing.isPresent()) {
                throw notAnExport(place, "`" + missing.get() + "` is missing", null);
            }
            return read;
        } catch (JsonMappingException wrong) {
            String property = wrong.getPath().stream()
                    .map(part -> String.valueOf(part.getFieldName()))
                    .collect(Collectors.joining("."));
            throw notAnExport(
                    place, property.isEmpty() ? "it is no object" : "`" + property + "` is not valid there", wrong);
        } catch (JsonProcessingException wrong) {
            throw notAnExport(place, "it is not JSON", wrong);
        }
    }

    /** The first property that has to be there and is not, in the value or in what it holds. */
    private static Optional<String> missing(Object read) {
        if (read instanceof Map<?, ?> values) {
            return values.values().stream()
                    .flatMap(value -> missing(value).stream())
                    .findFirst();
        }
        if (!(read instanceof Record)) {
            return Optional.empty();
        }
        for (RecordComponent component : COMPONENTS.get(read.getClass())) {
            try {
                Object value = component.getAccessor().invoke(read);
                Optional<String> missing = value != null
                        ? missing(value)
                        : component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                ? Optional.empty()
                                : Optional.of(component.getName());
                if (missing.isPresent()) {
                    return missing;
                }
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("A record cannot be read", impossible);
            }
        }
        return Optional.empty();
    }

    private static UncheckedIOException notAnExport(Path place, String fault, @Nullable JsonProcessingException wrong) {
        return new UncheckedIOException(
                "`" + place + "` is not what an export contains: " + fault + ".", new IOException(fault, wrong));
    }

    private static <T> List<T> all(Iterator<T> values) {
        List<T> all = new java.util.ArrayList<>();
        values.forEachRemaining(all::add);
        return all;
    }

    private interface FileFunction<T> {
        T read(Path path) throws IOException;
    }

    private static <T> T reading(Path path, FileFunction<T> reading) {
        try {
            return reading.read(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("`" + path + "` is missing or cannot be read.", unreadable);
        }
    }
}
