package org.kentei.bench;

import java.util.concurrent.TimeUnit;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
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

/** The lower limit: what deciding all sheets costs when nothing has to be explained. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Cases.COUNT)
@Fork(1)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 6, time = 2)
public class PlainJavaBenchmark {

    private final Cases cases = new Cases(RulesFolder.vocabulary());

    @Setup
    public void verify() {
        cases.verify(candidate -> PlainJava.decide(candidate).letters());
        cases.verifyLevel(candidate -> PlainJava.decide(candidate).certifiedLevel());
    }

    @Benchmark
    public void decide(Blackhole taken) {
        for (Candidate candidate : cases.candidates()) {
            taken.consume(PlainJava.decide(candidate));
        }
    }
}
