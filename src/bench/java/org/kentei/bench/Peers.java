package org.kentei.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.Criterion;
import org.kie.dmn.api.core.DMNRuntime;

/**
 * Other engines on the worked cases, at the top sheet of each field: GoRules ZEN and json-rules-engine in Node.js, and KIE DMN.
 * Beside them Kentei with a ruleset of the same sheets, and plain Java. The engines of Node.js share a process, and each of the
 * others has one of its own. Every letter is compared with the expected one before an engine is measured.
 */
public final class Peers {

    /** No higher sheet of a field can meet a clause in the place of its top sheet. */
    private static final List<List<SheetFigures>> TOP_SHEETS =
            SheetFigures.FIELDS.stream().map(field -> field.subList(0, 1)).toList();

    private static final String NPM = "src/bench/peers";

    /**
     * @param decide what is measured
     * @param letters of the sheets, from what was decided
     */
    private record Engine<T>(String name, Function<Candidate, T> decide, Function<T, Map<String, String>> letters) {}

    /** So that no decision is left out because nobody reads it. */
    private static volatile @Nullable Object decided;

    private Peers() {}

    /** Takes for how many seconds each engine is measured, and the name of one engine for a process that measures it alone. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        String seconds = arguments[0];
        if (arguments.length > 1) {
            measure(arguments[1], Integer.parseInt(seconds));
            System.exit(0);
        }
        // `npm ci` refuses a lock file without the parts for other machines, which not every registry has
        run("npm", "install", "--silent", "--no-save", "--prefix", NPM);
        run("node", NPM + "/run.mjs", "src/test/resources/cases.ndjson", seconds);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (String engine : List.of("dmn", "kentei", "plain")) {
            run(
                    java,
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Peers.class.getName(),
                    seconds,
                    engine);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
        }
    }

    private static void measure(String engine, int seconds) {
        switch (engine) {
            case "dmn" -> measure(dmn(), seconds);
            case "kentei" -> measure(kentei(), seconds);
            case "plain" ->
                measure(
                        new Engine<>(
                                "plain Java",
                                candidate -> PlainJava.decide(candidate, TOP_SHEETS),
                                PlainJava.Result::letters),
                        seconds);
            default -> throw new IllegalArgumentException("There is no engine `" + engine + "`");
        }
    }

    private static Engine<Map<String, String>> dmn() {
        List<DmnSheet> sheets =
                TOP_SHEETS.stream().map(field -> new DmnSheet(field.get(0))).toList();
        return new Engine<>(
                "KIE DMN " + DMNRuntime.class.getPackage().getImplementationVersion(),
                candidate ->
                        sheets.stream().collect(Collectors.toMap(DmnSheet::sheet, sheet -> sheet.letters(candidate))),
                letters -> letters);
    }

    private static Engine<?> kentei() {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        for (List<SheetFigures> field : SheetFigures.FIELDS) {
            for (SheetFigures lower : field.subList(1, field.size())) {
                String sheet = lower.sheet();
                files.keySet().removeIf(name -> name.contains("/" + sheet + "."));
                files.replaceAll((name, content) -> name.endsWith(".yaml")
                        ? new String(content, StandardCharsets.UTF_8)
                                .replaceAll("(?m)^  - (sheet|clause): " + sheet + "\\b.*\\n(    .*\\n)*", "")
                                .getBytes(StandardCharsets.UTF_8)
                        : content);
            }
        }
        Ruleset ruleset = RulesFolder.compile(new RulesetFiles(files));
        return new Engine<>("Kentei, with evidence, shortfalls and firings", ruleset::decide, KenteiBenchmark::letters);
    }

    /** Prints the best of all rounds: the CPU of the process, as Node.js gives it, and the memory that the thread allocated. */
    private static <T> void measure(Engine<T> engine, int seconds) {
        Cases cases = new Cases(RulesFolder.vocabulary());
        LongAdder agreeing = new LongAdder();
        cases.verify(candidate -> {
            Map<String, String> letters = engine.letters().apply(engine.decide().apply(candidate));
            letters.values().forEach(six -> agreeing.add(six.length()));
            return letters;
        });
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        long bytes = Long.MAX_VALUE;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            long cpu = process.getProcessCpuTime();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            int count = 0;
            // a round of a second, because the system counts hundredths of a second
            for (long next = System.nanoTime() + 1_000_000_000L; System.nanoTime() < next; count += Cases.COUNT) {
                for (Candidate candidate : cases.candidates()) {
                    decided = engine.decide().apply(candidate);
                }
            }
            best = Math.min(best, (process.getProcessCpuTime() - cpu) / 1e3 / count);
            bytes = Math.min(bytes, (threads.getCurrentThreadAllocatedBytes() - allocated) / count);
        }
        int asked = Cases.COUNT * TOP_SHEETS.size() * Criterion.values().length;
        System.out.printf("| %s | %,d of %,d | %.2f | %,d |%n", engine.name(), agreeing.sum(), asked, best, bytes);
    }
}
