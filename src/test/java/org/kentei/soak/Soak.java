package org.kentei.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What takes too long for every build: {@code mvn verify -Psoak} runs each part in a process of its own and prints a table
 * of what they did. A part that takes longer than its limit is ended, and fails.
 */
public final class Soak {

    private static final Path FOLDER = Path.of("target", "soak");
    private static final String LINE = "%-22s %-8s %5s  %s%n";

    /**
     * @param limit after so long it has failed; not scaled, since most of it is for a slow machine
     * @param settings options of its JVM
     */
    private record Part(String name, Class<?> program, Duration limit, List<String> settings, List<String> arguments) {

        static Part program(Class<?> program, int minutes, Object... arguments) {
            return new Part(
                    words(program),
                    program,
                    Duration.ofMinutes(minutes),
                    List.of(),
                    Arrays.stream(arguments).map(Object::toString).toList());
        }

        static Part tests(String className, int minutes, Map<String, Integer> sizes) {
            return new Part(
                    className.substring(className.lastIndexOf('.') + 1),
                    LongTests.class,
                    Duration.ofMinutes(minutes),
                    sizes.entrySet().stream()
                            .map(size -> "-D" + size.getKey() + "=" + size.getValue())
                            .toList(),
                    List.of(className));
        }

        private static String words(Class<?> program) {
            return program.getSimpleName();
        }
    }

    private final double scale;

    private Soak(double scale) {
        this.scale = scale;
    }

    /** Takes a scale, where 1 is the usual length, and the names of the parts to run; none stands for all. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        List<String> wanted = Stream.of(arguments)
                .skip(1)
                .flatMap(names -> Stream.of(names.split(",")))
                .filter(name -> !name.isBlank())
                .toList();
        System.exit(new Soak(Double.parseDouble(arguments[0])).run(wanted) ? 0 : 1);
    }

    private List<Part> parts() {
        return List.of(
                Part.program(TwoServices.class, 6, scaled(60)),
                Part.program(LiveSwaps.class, 4, scaled(40), 4),
                Part.program(UnderPressure.class, 6, scaled(11_000)),
                Part.program(SameRequestAtOnce.class, 8, scaled(12)),
                Part.program(Faults.class, 20, 15),
                Part.program(Overload.class, 10, scaled(30)),
                Part.program(ForkAndRollback.class, 10),
                Part.program(BulkRecord.class, 4, "postgresql", scaled(200_000), scaled(60)),
                Part.program(RecordUnderRevisions.class, 4, scaled(20_000)),
                Part.tests(
                        "org.kentei.ruleset.GeneratedFieldsTest",
                        4,
                        Map.of("kentei.generated.rulesets", scaled(10), "kentei.generated.candidates", 1500)),
                Part.tests(
                        "org.kentei.ruleset.MetamorphicTest", 4, Map.of("kentei.generated.candidates", scaled(20_000))),
                Part.tests("org.kentei.record.log.SharedLogTest", 4, Map.of("kentei.shared.each", scaled(1000))),
                Part.tests("org.kentei.record.audit.PostgreSqlTamperingTest", 8, Map.of("kentei.tampering.one-in", 1)));
    }

    private int scaled(int size) {
        return (int) Math.max(1, Math.round(size * scale));
    }

    private boolean run(List<String> wanted) throws IOException, InterruptedException {
        List<String> known = parts().stream().map(Part::name).toList();
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("The parts are " + String.join(", ", known) + ".");
        }
        Files.createDirectories(FOLDER);
        List<String> table = new ArrayList<>();
        boolean sound = true;
        for (Part part : parts()) {
            if (wanted.isEmpty() || wanted.contains(part.name())) {
                sound &= run(part, table);
            }
        }
        System.out.printf(LINE, "PART", "OUTCOME", "s", "WHAT IT DID");
        table.forEach(System.out::print);
        System.out.printf("What each part printed is in %s.%n", FOLDER);
        return sound;
    }

    private static boolean run(Part part, List<String> table) throws IOException, InterruptedException {
        System.out.printf("%s, at most %d minutes%n", part.name(), part.limit().toMinutes());
        Path printed = FOLDER.resolve(part.name() + ".txt");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        words.addAll(part.settings());
        words.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), part.program().getName()));
        words.addAll(part.arguments());
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(part.limit().toSeconds(), TimeUnit.SECONDS);
        } finally {
            // with what it started; a part that ended has stopped that itself
            Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
        }
        boolean sound = ended && process.exitValue() == 0;
        table.add(LINE.formatted(
                part.name(),
                sound ? "sound" : ended ? "FAILED" : "TOO LONG",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                lastLine(printed)));
        return sound;
    }

    private static String lastLine(Path printed) throws IOException {
        try (Stream<String> lines = Files.lines(printed)) {
            return lines.filter(line -> !line.isBlank()).reduce("", (before, last) -> last);
        }
    }
}
