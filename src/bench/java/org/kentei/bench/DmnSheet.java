package org.kentei.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drools.io.FileSystemResource;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Project;
import org.kentei.fact.WorkedTime;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;

/**
 * A sheet as a DMN model, decided by KIE DMN: the model has the clauses, and dates and sums are computed here. It gives the
 * letters alone, as {@code sheets.mjs} and {@code run.mjs} do for the engines of npm.
 */
final class DmnSheet {

    private static final Path MODELS = Path.of("src", "bench", "peers", "dmn");

    private final SheetFigures sheet;
    private final DMNRuntime runtime;
    private final DMNModel model;

    /** @param sheet names the model; of its figures only the field and the list of complexity criteria are used */
    DmnSheet(SheetFigures sheet) {
        this.sheet = sheet;
        Path file = MODELS.resolve(sheet.sheet() + ".dmn");
        runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(List.of(new FileSystemResource(file.toFile())))
                .getOrElseThrow(IllegalStateException::new);
        model = runtime.getModels().get(0);
        if (!model.getMessages().isEmpty()) {
            throw new IllegalStateException(file + ": " + model.getMessages());
        }
    }

    String sheet() {
        return sheet.sheet();
    }

    /** The letters of the sheet's six criteria. */
    String letters(Candidate candidate) {
        boolean complexity = false;
        boolean size = false;
        List<Project> eligible = new ArrayList<>();
        List<Project> counted = new ArrayList<>();
        for (Project project : candidate.projects()) {
            if (project.successful()
                    && !project.from().isAfter(candidate.asOf())
                    && project.specialtyField().equals(sheet.field())) {
                Collection<?> met = decide("project", projectFacts(project));
                complexity |= met.contains("complexity");
                size |= met.contains("size");
                if (met.contains("complexity") && met.contains("size") && met.contains("role")) {
                    eligible.add(project);
                    if (met.contains("accomplishments")) {
                        counted.add(project);
                    }
                }
            }
        }
        Collection<?> sums = decide("candidate", sumFacts(candidate, eligible, counted));
        return letter(sums.contains("RESPONSIBILITIES"))
                + letter(complexity)
                + letter(size)
                + letter(sums.contains("SPECIALTY"))
                + letter(sums.contains("SUCCESSION"))
                + letter(sums.contains("SUBORDINATES"));
    }

    /** The names of the clauses that are met. */
    private Collection<?> decide(String decision, Map<String, Object> facts) {
        DMNContext context = runtime.newContext();
        facts.forEach(context::set);
        DMNResult result = runtime.evaluateByName(model, context, decision);
        if (result.hasErrors()) {
            throw new IllegalStateException(sheet.sheet() + ": " + result.getMessages());
        }
        Object met = result.getDecisionResultByName(decision).getResult();
        return met == null ? List.of() : (Collection<?>) met;
    }

    private Map<String, Object> projectFacts(Project project) {
        return Map.of(
                "role", SheetFigures.ROLES.indexOf(project.role()),
                "phases", project.phases(),
                "accomplishments", project.accomplishments(),
                "complexity", project.complexity(),
                "criteria", sheet.criteria(project),
                "persons", stated(project.headcount()),
                "yen", stated(project.annualContractValue()),
                "users", stated(project.annualUsers()));
    }

    private Map<String, Object> sumFacts(Candidate candidate, List<Project> eligible, List<Project> counted) {
        boolean everyTag = sheet.field().equals("OPERATIONS_MANAGEMENT");
        return Map.of(
                "months", WorkedTime.of(counted, candidate.asOf()).months(),
                "covered",
                        counted.stream()
                                .flatMap(one -> one.phases().stream())
                                .distinct()
                                .toList(),
                "shown",
                        eligible.stream()
                                .flatMap(one -> one.accomplishments().stream())
                                .distinct()
                                .toList(),
                "depth",
                        candidate.specialties().stream()
                                .filter(one -> one.specialtyField().equals(sheet.field()))
                                .mapToInt(one -> SheetFigures.DEPTHS.indexOf(one.depth()))
                                .max()
                                .orElse(-1),
                "kinds",
                        candidate.contributions().stream()
                                .filter(one -> !one.date().isAfter(candidate.asOf())
                                        && (everyTag || one.specialtyField().equals(sheet.field())))
                                .map(Contribution::kind)
                                .distinct()
                                .count(),
                "records",
                        candidate.subordinateDevelopment().stream()
                                .filter(one -> !one.from().isAfter(candidate.asOf()))
                                .count());
    }

    /** -1 for a number that is not stated. */
    private static long stated(@Nullable Long number) {
        return number == null ? -1 : number;
    }

    private static String letter(boolean met) {
        return met ? "M" : "N";
    }
}
