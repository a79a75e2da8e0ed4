package org.kentei.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;

/**
 * What a run says of itself in {@value #FILE}.
 *
 * @param time when its assessments count as made, all at once
 * @param asOf the day on which candidates were judged that state none
 * @param refused how many candidates were refused
 */
public record Run(
        UUID run,
        Instant time,
        LocalDate asOf,
        String rulesetRevision,
        ServiceVersion service,
        Client client,
        long refused,
        List<RunPart> parts) {

    /** The file's name within the run. */
    public static final String FILE = "run.json";

    /** The folder of the rule files within the run. */
    public static final String RULES = "rules";

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /**
     * A file of the run.
     *
     * @param file its name within the run
     * @param root the root over its lines, in base64
     */
    public record RunPart(String file, long assessments, String root) implements Serializable {}

    /** Reads what a run says of itself. */
    public static Run read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(FILE).toFile(), Run.class);
    }
}
