package org.kentei.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.AssessmentId;
import org.kentei.assessment.GeneratedAssessments;
import org.kentei.bench.Plot.Point;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.Project;
import org.kentei.record.database.Database;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.MasterKeys;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;

/**
 * How costs grow: deciding with the projects of a candidate (1 to 200), with the sheets of a ruleset (13 to 130) and with
 * their revisions in time (1 to 10), and storing an assessment with those that are stored already. It measures the CPU of
 * one thread, and draws plots.
 */
public final class GrowthBenchmark {

    private static final Path IMAGES = Path.of("docs", "images", "speed");
    private static final Path TABLE = Path.of("target", "bench", "growth.md");
    private static final Pattern RULE = Pattern.compile("(?ms)^rule \"([^\"]*)\"\n(.*?)(^when\n.*?^end\n)");
    private static final int AT_ONCE = 64;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<String> table = new ArrayList<>();

    private GrowthBenchmark() {}

    /** Takes how many assessments are stored. */
    public static void main(String... arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Logger.getLogger("").setLevel(Level.INFO);
        GrowthBenchmark growth = new GrowthBenchmark();
        growth.projects();
        growth.sheets();
        growth.revisions();
        growth.stored(Integer.parseInt(arguments[0]));
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, growth.table);
        growth.table.forEach(System.out::println);
        System.exit(0);
    }

    private void projects() throws Exception {
        Ruleset ruleset = RulesFolder.ruleset();
        List<Candidate> several = candidates(ruleset).stream()
                .filter(one -> one.projects().size() > 1)
                .toList();
        List<Candidate> cases = IntStream.range(0, 40)
                .mapToObj(number -> several.get(number * several.size() / 40))
                .toList();
        begin("projects");
        List<Point> points = new ArrayList<>();
        for (int projects : new int[] {1, 2, 5, 10, 20, 50, 100, 150, 200}) {
            List<Candidate> some =
                    cases.stream().map(one -> withProjects(one, projects)).toList();
            points.add(row(projects, deciding(ruleset, some)));
        }
        new Plot("Deciding, by projects of the candidate", "projects", "µs of CPU for a candidate", points)
                .write(IMAGES.resolve("growth-projects.svg"));
    }

    private static Candidate withProjects(Candidate one, int count) {
        List<Project> projects = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Project model = one.projects().get(number % one.projects().size());
            projects.add(new Project(
                    "P-" + number,
                    model.title(),
                    model.specialtyField(),
                    model.role(),
                    model.phases(),
                    model.from(),
                    model.to(),
                    model.successful(),
                    model.accomplishments(),
                    model.complexity(),
                    model.headcount(),
                    model.annualContractValue(),
                    model.annualUsers()));
        }
        return new Candidate(
                one.candidateId(),
                one.asOf(),
                projects,
                one.specialties(),
                one.contributions(),
                one.subordinateDevelopment(),
                one.examinations());
    }

    private void sheets() throws Exception {
        begin("sheets");
        List<Point> points = new ArrayList<>();
        for (int copies : new int[] {1, 2, 4, 6, 8, 10}) {
            Ruleset ruleset = RulesFolder.compile(withCopies(RulesFolder.files(), copies));
            List<Candidate> some = candidates(ruleset).subList(0, 300);
            points.add(row((int) ruleset.vocabulary().sheets().count(), deciding(ruleset, some)));
            ruleset.close();
        }
        new Plot("Deciding, by sheets of the ruleset", "sheets", "µs of CPU for a candidate", points)
                .write(IMAGES.resolve("growth-sheets.svg"));
    }

    /** The ruleset with its fields several times, each time under other codes. */
    private static RulesetFiles withCopies(RulesetFiles files, int copies) {
        SortedMap<String, byte[]> all = new TreeMap<>(files.byName());
        for (int copy = 1; copy < copies; copy++) {
            String mark = "_C" + copy;
            for (var file : files.byName().entrySet()) {
                String name = file.getKey();
                boolean ofField = name.contains("/") && !name.startsWith("shared/") && !name.startsWith("schemas/");
                if (ofField && (name.endsWith(".drl") || name.endsWith("field.yaml"))) {
                    int position = 4 * copy;
                    String text = new String(file.getValue(), StandardCharsets.UTF_8)
                            .replaceAll("\\b(OM|SY|OP|SD)([3-7])\\b", "$1$2" + mark)
                            .replaceAll("(?m)^field: (\\w+)", "field: $1" + mark);
                    text = Pattern.compile("(?m)^position: (\\d)")
                            .matcher(text)
                            .replaceAll(found -> "position: " + (Integer.parseInt(found.group(1)) + position));
                    text = text.replaceAll("\\{ code: (\\w+),", "{ code: $1" + mark + ",")
                            .replaceAll("(?m)^(en|ja): (.*)", "$1: $2 " + copy);
                    String copied =
                            name.replaceFirst("/", "-c" + copy + "/").replaceAll("(OM|SY|OP|SD)([3-7])", "$1$2" + mark);
                    all.put(copied, text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return new RulesetFiles(all);
    }

    private void revisions() throws Exception {
        begin("revisions of each sheet");
        List<Point> points = new ArrayList<>();
        for (int revisions : new int[] {1, 2, 4, 6, 8, 10}) {
            Ruleset ruleset = RulesFolder.compile(withRevisions(RulesFolder.files(), revisions));
            List<Candidate> some = candidates(ruleset).subList(0, 300);
            points.add(row(revisions, deciding(ruleset, some)));
            ruleset.close();
        }
        new Plot("Deciding, by revisions of each sheet", "revisions", "µs of CPU for a candidate", points)
                .write(IMAGES.resolve("growth-revisions.svg"));
    }

    /** The ruleset with each rule of a sheet several times, each time in force for a year; the last one has no end. */
    private static RulesetFiles withRevisions(RulesetFiles files, int revisions) {
        SortedMap<String, byte[]> all = new TreeMap<>(files.byName());
        all.replaceAll((name, bytes) -> name.endsWith(".drl") && !name.startsWith("shared/")
                ? RULE.matcher(new String(bytes, StandardCharsets.UTF_8))
                        .replaceAll(found -> Matcher.quoteReplacement(revised(found, revisions)))
                        .getBytes(StandardCharsets.UTF_8)
                : bytes);
        return new RulesetFiles(all);
    }

    private static String revised(MatchResult rule, int revisions) {
        StringBuilder all = new StringBuilder();
        for (int number = 0; number < revisions; number++) {
            int year = 2025 - revisions + number;
            all.append("rule \"")
                    .append(rule.group(1))
                    .append(number == 0 ? "" : ", revision " + (char) ('a' + number));
            all.append("\"\n").append(rule.group(2));
            if (number > 0) {
                all.append("    date-effective \"%d-04-01\"\n".formatted(year));
            }
            if (number < revisions - 1) {
                all.append("    date-expires \"%d-04-01\"\n".formatted(year + 1));
            }
            all.append(rule.group(3)).append('\n');
        }
        return all.toString();
    }

    private void stored(int count) throws Exception {
        Path folder = Files.createTempDirectory("growth");
        GeneratedAssessments decider = new GeneratedAssessments(1);
        List<PreparedAssessment> models = new ArrayList<>();
        for (WorkedCase one : WorkedCase.all()) {
            models.add(
                    AssessmentStore.prepare(decider.assessment(one.candidate().toString()), null));
        }
        begin("assessments stored");
        List<Point> points = new ArrayList<>();
        try (Database store = Database.open(Database.fileUrl(folder), null, null, 4)) {
            AssessmentStore assessments =
                    new AssessmentStore(RecordLog.begin(store.jdbi()), new CandidateKeys(MasterKeys.generate()));
            int made = 0;
            int step = Math.max(AT_ONCE, count / 10);
            while (made < count) {
                int end = Math.min(count, made + step);
                long cpu = THREADS.getCurrentThreadCpuTime();
                int before = made;
                while (made < end) {
                    List<PreparedAssessment> group = new ArrayList<>();
                    for (; group.size() < AT_ONCE && made < end; made++) {
                        group.add(again(models.get(made % models.size()), made));
                    }
                    assessments.addAll(group);
                }
                points.add(row(made, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / (made - before)));
            }
        }
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        new Plot("Storing one of 64, by assessments stored before", "stored", "µs of CPU for an assessment", points)
                .write(IMAGES.resolve("growth-stored.svg"));
    }

    private static PreparedAssessment again(PreparedAssessment model, int number) {
        AssessmentRecord one = model.assessment();
        return AssessmentStore.prepare(
                new AssessmentRecord(
                        AssessmentId.at(Instant.now()),
                        "E-" + number,
                        one.asOf(),
                        one.assessedAt(),
                        one.rulesetRevision(),
                        one.certifiedLevel(),
                        one.service(),
                        one.client(),
                        one.documents(),
                        one.terms(),
                        null),
                null);
    }

    private static List<Candidate> candidates(Ruleset ruleset) {
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC());
        return WorkedCase.all().stream().map(one -> reader.read(one.body())).toList();
    }

    /** Microseconds of CPU for a candidate: the best of several rounds, after warming up. */
    private static double deciding(Ruleset ruleset, List<Candidate> candidates) {
        double best = Double.MAX_VALUE;
        long end = System.nanoTime() + 6_000_000_000L;
        while (System.nanoTime() < end) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            candidates.forEach(ruleset::decide);
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / candidates.size());
        }
        return best;
    }

    private void begin(String what) {
        table.add("");
        table.add("| " + what + " | µs of CPU |");
        table.add("|---|---|");
    }

    private Point row(int across, double micros) {
        table.add("| %,d | %.1f |".formatted(across, micros));
        System.out.println(table.get(table.size() - 1));
        return new Point(across, micros);
    }
}
