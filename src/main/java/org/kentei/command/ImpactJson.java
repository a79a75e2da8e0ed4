package org.kentei.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.impact.CandidateImpact;
import org.kentei.impact.CandidateImpact.Compared;
import org.kentei.impact.CandidateImpact.NotCompared;
import org.kentei.impact.ImpactSummary;
import org.kentei.impact.LevelChange;
import org.kentei.ruleset.Ruleset;
import org.kentei.vocabulary.Criterion;

/** Writes the changes to a JSON file one by one, so that the file can be larger than the memory. */
final class ImpactJson implements AutoCloseable {

    private static final int MOST_REFUSED = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonGenerator generator;
    private final List<NotCompared> refused = new ArrayList<>();

    private record ChangeEntry(
            String candidateId,
            String specialtyField,
            String direction,
            @Nullable Integer before,
            @Nullable Integer after,
            String sheet,
            List<Criterion> criteria,
            List<String> clauses) {

        static ChangeEntry of(LevelChange change) {
            return new ChangeEntry(
                    change.candidateId(),
                    change.specialtyField(),
                    change.rises() ? "rises" : "falls",
                    change.before(),
                    change.after(),
                    change.sheet(),
                    change.criteria(),
                    change.clauses());
        }
    }

    private record Summary(
            long candidates,
            long rise,
            long fall,
            long withinField,
            long refused,
            long refusedByDraft,
            List<ImpactSummary.LevelMove> moves,
            List<ImpactSummary.ClauseImpact> clauses) {}

    ImpactJson(Path file, Ruleset active, Ruleset draft) throws IOException {
        generator = JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(file)));
        generator.writeStartObject();
        generator.writeStringField("active", active.revision());
        generator.writeStringField("draft", draft.revision());
        generator.writeArrayFieldStart("changes");
    }

    void add(CandidateImpact outcome) {
        try {
            if (outcome instanceof Compared decided) {
                for (LevelChange change : decided.changes()) {
                    generator.writeRaw('\n');
                    generator.writePOJO(ChangeEntry.of(change));
                }
            } else if (outcome instanceof NotCompared one && refused.size() < MOST_REFUSED) {
                refused.add(one);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    void end(ImpactSummary summary) throws IOException {
        generator.writeEndArray();
        generator.writePOJOField("refused", refused);
        generator.writePOJOField(
                "summary",
                new Summary(
                        summary.candidates(),
                        summary.rise(),
                        summary.fall(),
                        summary.withinField(),
                        summary.refused(),
                        summary.refusedByDraft(),
                        summary.moves(),
                        summary.clauses()));
        generator.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }
}
