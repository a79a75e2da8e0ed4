package org.kentei.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.AssessmentResult.ResultStatus;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.Fault;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.ruleset.Ruleset;
import org.kentei.source.Suggestion;
import org.kentei.verdict.ExaminationVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.CodeList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides a candidate and explains the verdict. */
@Command(
        name = "explain",
        description = {
            "Decides a candidate and explains the verdict: levels, shortfalls for the next levels, and the clauses of a sheet.",
            "Exit code: 0, 1 if the candidate is refused, 2 for a wrong call."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CANDIDATE.json", description = "The candidate, as JSON for the service.")
    private Path file;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The rules folder (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--sheet",
            paramLabel = "CODE",
            description = "The sheet whose clauses are shown; by default those that certify a field.")
    private @Nullable String sheet;

    @Option(names = "--json", description = "Print the verdict as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private record Explained(
            String candidateId,
            LocalDate asOf,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ZoneId asOfZone,

            String revision,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ResultStatus status,

            @Nullable Integer certifiedLevel,
            @Nullable ExaminationVerdict examination,
            List<FieldVerdict> fields) {}

    private record RefusedCandidate(List<Fault> faults) {}

    @Override
    public Integer call() {
        byte[] body = body();
        try (Ruleset ruleset = CommandFiles.rulesetOf("--rules", folder)) {
            List<String> sheets = ruleset.vocabulary().codes(CodeList.SHEETS);
            if (sheet != null && !sheets.contains(sheet)) {
                throw new ParameterException(
                        spec.commandLine(), "There is no sheet `" + sheet + "`." + Suggestion.hint(sheet, sheets));
            }
            Candidate candidate = new CandidateReader(ruleset.vocabulary(), Settings.clock()).read(body);
            explain(candidate, ruleset.decide(candidate), ruleset);
            return 0;
        } catch (InvalidCandidateException refused) {
            refuse(refused.faults());
            return 1;
        }
    }

    private byte[] body() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new CommandException("The candidate `" + file + "` cannot be read.");
        }
    }

    private void explain(Candidate candidate, Verdict verdict, Ruleset ruleset) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CommandFiles.json(new Explained(
                    candidate.candidateId(),
                    candidate.asOf(),
                    candidate.asOfZone(),
                    ruleset.revision(),
                    verdict.noSheetInForce() ? ResultStatus.NO_SHEET_IN_FORCE : null,
                    verdict.certifiedLevel(),
                    verdict.examination(),
                    verdict.fields())));
            return;
        }
        VerdictText text = new VerdictText(out, ruleset);
        text.levels(candidate, verdict);
        verdict.fields().forEach(field -> text.nextLevel(candidate, field));
        for (FieldVerdict field : verdict.fields()) {
            shown(field).ifPresent(text::sheet);
        }
    }

    private Optional<SheetVerdict> shown(FieldVerdict field) {
        return field.sheets().stream()
                .filter(one -> sheet == null
                        ? Integer.valueOf(one.level()).equals(field.certifiedLevel())
                        : one.sheet().equals(sheet))
                .findFirst();
    }

    private void refuse(List<Fault> faults) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CommandFiles.json(new RefusedCandidate(faults)));
            return;
        }
        out.println("The candidate is refused:");
        faults.forEach(fault -> out.println(
                "  " + (fault.pointer().isEmpty() ? "(whole body)" : fault.pointer()) + "  " + fault.detail()));
    }
}
