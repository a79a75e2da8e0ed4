package org.kentei.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.files.FileFailure;
import org.kentei.impact.CandidateFile;
import org.kentei.impact.CandidateImpact;
import org.kentei.impact.CandidateImpact.Compared;
import org.kentei.impact.CandidateImpact.NotCompared;
import org.kentei.impact.CandidateSource;
import org.kentei.impact.DraftComparison;
import org.kentei.impact.ImpactRun;
import org.kentei.impact.ImpactSummary;
import org.kentei.impact.LevelChange;
import org.kentei.impact.LevelChangeCsv;
import org.kentei.live.review.RecordedCandidates;
import org.kentei.record.audit.OpenRecord;
import org.kentei.ruleset.Ruleset;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which candidates would get a higher or lower level under a draft of the rules, and by which clause. */
@Command(
        name = "impact",
        description = {
            "Decides candidates under the active rules and under a draft, and shows whose level rises or falls.",
            "Exit code: 0 if nothing changes for any candidate, 1 if something does or one is refused, 2 for a wrong"
                    + " call."
        },
        mixinStandardHelpOptions = true)
final class ImpactCommand implements Callable<Integer> {

    @Option(names = "--draft", paramLabel = "DIR", required = true, description = "The folder of the draft.")
    private Path draft;

    @Option(
            names = "--active",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The folder of the active rules (default: ${DEFAULT-VALUE}).")
    private Path active;

    @ArgGroup(multiplicity = "1")
    private CandidateOptions source;

    private static final class CandidateOptions {
        @Option(
                names = "--candidates",
                paramLabel = "FILE.ndjson",
                description =
                        "A file of candidates, one per line. If several lines have the same candidate, the last one counts.")
        private @Nullable Path file;

        @Option(
                names = "--store",
                description =
                        "The latest assessment of each candidate in the record. The record is configured as for the"
                                + " service: -Dkentei.store.url, KENTEI_STORE_URL or config/application.properties.")
        private boolean store;
    }

    @Option(names = "--json", paramLabel = "FILE", description = "Write every change and the summary to a JSON file.")
    private @Nullable Path json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write every change to a CSV file for a spreadsheet.")
    private @Nullable Path csv;

    @Option(
            names = "--first",
            paramLabel = "N",
            defaultValue = "20",
            description = "The number of changes to show (default: ${DEFAULT-VALUE}).")
    private int first;

    @Spec
    private CommandSpec spec;

    private final List<LevelChange> shown = new ArrayList<>();
    private final List<NotCompared> refused = new ArrayList<>();

    @Override
    public Integer call() {
        try (Ruleset before = CommandFiles.rulesetOf("--active", active);
                Ruleset after = CommandFiles.ruleset(draft);
                CandidateSource candidates = candidates();
                LevelChangeCsv table = csv == null ? null : new LevelChangeCsv(csv);
                ImpactJson document = json == null ? null : new ImpactJson(json, before, after)) {
            ProgressBar progress = new ProgressBar(spec.commandLine().getErr(), candidates.total());
            ImpactSummary summary = ImpactRun.run(
                    new DraftComparison(before, after, LocalDate.now(Settings.clock())), candidates, outcome -> {
                        progress.step();
                        take(outcome, table, document);
                    });
            progress.end();
            if (document != null) {
                document.end(summary);
            }
            ImpactText text = new ImpactText(spec.commandLine().getOut());
            text.summary(before, after, summary);
            text.table(shown, summary);
            text.refused(refused, summary);
            text.whatElse(active, draft);
            return summary.nothing() ? 0 : 1;
        } catch (IOException unwritable) {
            throw new CommandException("A file cannot be read or written: " + FileFailure.reason(unwritable));
        }
    }

    private CandidateSource candidates() throws IOException {
        if (source.file != null) {
            CommandFiles.requireFile(source.file);
            return CandidateFile.open(source.file);
        }
        try {
            OpenRecord record = Settings.recordToRead();
            return new RecordedCandidates(record.latestAssessments(), record::close);
        } catch (CommandException unavailable) {
            throw new CommandException(
                    unavailable.getMessage() + " Candidates can also be read from a file, with --candidates.");
        }
    }

    private void take(CandidateImpact outcome, @Nullable LevelChangeCsv table, @Nullable ImpactJson document) {
        if (outcome instanceof NotCompared one && refused.size() < first) {
            refused.add(one);
        }
        if (outcome instanceof Compared decided) {
            for (LevelChange change : decided.changes()) {
                if (shown.size() < first) {
                    shown.add(change);
                }
                if (table != null) {
                    table.add(change);
                }
            }
        }
        if (document != null) {
            document.add(outcome);
        }
    }
}
