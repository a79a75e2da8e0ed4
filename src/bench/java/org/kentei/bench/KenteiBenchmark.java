package org.kentei.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Verdict;
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

/** What Kentei takes for a candidate: all sheets with evidence, shortfalls and the record of every firing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Cases.COUNT)
@Fork(1)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 6, time = 2)
public class KenteiBenchmark {

    private final ObjectMapper json = new ObjectMapper();
    private final Ruleset ruleset = RulesFolder.ruleset();
    private final Cases cases = new Cases(ruleset.vocabulary());

    @Setup
    public void verify() {
        cases.verify(candidate -> letters(ruleset.decide(candidate)));
        cases.verifyLevel(candidate ->
                Objects.requireNonNullElse(ruleset.decide(candidate).certifiedLevel(), 0));
    }

    @Benchmark
    public void decide(Blackhole taken) {
        for (Candidate candidate : cases.candidates()) {
            taken.consume(ruleset.decide(candidate));
        }
    }

    @Benchmark
    public void decideAndWriteFirings(Blackhole taken) throws JsonProcessingException {
        for (Candidate candidate : cases.candidates()) {
            taken.consume(json.writeValueAsBytes(ruleset.decide(candidate).firings()));
        }
    }

    static Map<String, String> letters(Verdict verdict) {
        Map<String, String> letters = new HashMap<>();
        for (FieldVerdict field : verdict.fields()) {
            for (SheetVerdict sheet : field.sheets()) {
                StringBuilder six = new StringBuilder();
                sheet.criteria()
                        .forEach(criterion -> six.append(
                                switch (criterion.status()) {
                                    case MET -> 'M';
                                    case NOT_MET -> 'N';
                                    case NOT_APPLICABLE -> '-';
                                }));
                letters.put(sheet.sheet(), six.toString());
            }
        }
        return letters;
    }
}
