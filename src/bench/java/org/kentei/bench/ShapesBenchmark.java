package org.kentei.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.kentei.RulesFolder;
import org.kentei.bench.shape.InEngineShape;
import org.kentei.bench.shape.Met;
import org.kentei.bench.shape.ShapeRows;
import org.kentei.candidate.Candidate;
import org.kentei.fact.SheetFact;
import org.kentei.ruleset.StagedShape;
import org.kentei.verdict.RuleConclusion;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Vocabulary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Three ways to write OM7 and SY5, each with its firings recorded and nothing explained beyond them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Cases.COUNT)
@Fork(1)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 6, time = 2)
public class ShapesBenchmark {

    private final Vocabulary vocabulary = RulesFolder.vocabulary();
    private final Cases cases = new Cases(vocabulary);
    private final StagedShape staged = new StagedShape();
    private final InEngineShape chained = new InEngineShape(vocabulary, "chained.drl", List.of());
    private final InEngineShape parameters = new InEngineShape(vocabulary, "parameters.drl", ShapeRows.ALL);

    @Setup
    public void verify() {
        cases.verify(candidate -> letters(met(staged.decide(candidate))));
        cases.verify(candidate -> letters(chained.decide(candidate).met()));
        cases.verify(candidate -> letters(parameters.decide(candidate).met()));
    }

    @Benchmark
    public void staged(Blackhole taken) {
        for (Candidate candidate : cases.candidates()) {
            taken.consume(staged.decide(candidate));
        }
    }

    @Benchmark
    public void chained(Blackhole taken) {
        for (Candidate candidate : cases.candidates()) {
            taken.consume(chained.decide(candidate));
        }
    }

    @Benchmark
    public void parameters(Blackhole taken) {
        for (Candidate candidate : cases.candidates()) {
            taken.consume(parameters.decide(candidate));
        }
    }

    private static Set<Met> met(List<RuleConclusion> firings) {
        Set<Met> met = new HashSet<>();
        for (RuleConclusion one : firings) {
            if (one.conclusion().type().satisfies()) {
                String sheet = ((SheetFact) one.conclusion().subject()).sheet();
                met.add(new Met(
                        sheet, one.conclusion().type().criterion().orElseThrow().name()));
            }
        }
        return met;
    }

    private static Map<String, String> letters(Set<Met> met) {
        Map<String, String> letters = new HashMap<>();
        for (String sheet : List.of("OM7", "SY5")) {
            StringBuilder six = new StringBuilder();
            for (Criterion criterion : Criterion.values()) {
                six.append(met.contains(new Met(sheet, criterion.name())) ? 'M' : 'N');
            }
            letters.put(sheet, six.toString());
        }
        return letters;
    }
}
