package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kentei.assessment.GeneratedAssessments;
import org.kentei.candidates.GeneratedWorkforce;
import org.kentei.log.Client;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.record.audit.ExportedTerms;
import org.kentei.record.database.Database;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.MasterKeyFile;
import org.kentei.record.encryption.PackedDocuments;
import org.kentei.record.encryption.PackedDocuments.DocumentText;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.AssessmentCount;
import org.kentei.record.search.AssessmentPage;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.AssessmentSearch.FoundAssessment;
import org.kentei.record.search.AssessmentSummary;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.search.SearchFilter;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;

/**
 * Makes a large record and searches it: {@code postgresql 1000000 600} makes a million assessments on a PostgreSQL of its
 * own, or as many as 600 seconds allow; {@code h2} does so on an H2 file. It then compares random combinations of filters
 * with going through all assessments, and exports all. A fourth argument n gives documents to each nth assessment only, where
 * time or room for all of them is lacking. A fifth argument is a folder that keeps the record: a later run with the same
 * first and fourth number goes on where this one ended, and asks again.
 */
final class BulkRecord {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int AT_ONCE = 10_000;
    private static final int MODELS = 10_000;
    private static final int COMBINATIONS = 200;
    private static final int ROWS = 50;
    private static final Instant BEGUN = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> REVISIONS = List.of("a".repeat(64), "b".repeat(64), "c".repeat(64));
    private static final List<String> KINDS = List.of("level", "sheet:", "criterion:", "clause:", "rule:");
    private static final PackedDocuments NO_DOCUMENTS = PackedDocuments.of(
            Stream.of(DocumentType.values())
                    .collect(Collectors.toMap(
                            part -> part, part -> new DocumentText(new byte[2], Commitment.newSalt()))),
            null);

    private final Random random = new Random(20080331);
    private final boolean h2;
    private final Path folder;
    private final Database store;
    private final AssessmentSearch search;
    private final CandidateKeys candidates;
    private final RecordLog log;
    private final Findings findings = new Findings();
    private final List<PreparedAssessment> models = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();
    private int[] latest = {};

    /** What is known of an assessment that was made. */
    private record Made(int model, int candidate, int client, String revision, Instant assessedAt) {}

    private BulkRecord(boolean h2, Path folder) throws IOException {
        this.h2 = h2;
        this.folder = folder;
        Files.createDirectories(folder);
        store = h2
                ? Database.open(Database.fileUrl(folder), null, null, 16)
                : Database.open(server(folder) + "&reWriteBatchedInserts=true&socketTimeout=300", "postgres", null, 16);
        log = RecordLog.begin(store.jdbi());
        candidates = new CandidateKeys(store.jdbi(), new MasterKeyFile(folder, Optional.empty()));
        search = new AssessmentSearch(log, candidates);
    }

    /** Starts a server that ends with this process, and returns the URL of its database. */
    private static String server(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .start()
                .getJdbcUrl("postgres", "postgres");
    }

    /** Takes the database, how many assessments, and the seconds for making them. */
    public static void main(String[] arguments) throws IOException {
        // what collects messages before the start of a service would collect those of each rule
        Logger.getLogger("").setLevel(Level.WARNING);
        boolean kept = arguments.length > 4;
        Path folder = kept ? Path.of(arguments[4]) : Files.createTempDirectory("bulk");
        BulkRecord bulk = new BulkRecord(arguments[0].equals("h2"), folder);
        int documentsEach = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        bulk.fill(Integer.parseInt(arguments[1]), Duration.ofSeconds(Long.parseLong(arguments[2])), documentsEach);
        bulk.sizes();
        String times = bulk.combinations();
        bulk.export(false, documentsEach);
        bulk.export(true, documentsEach);
        bulk.store.close();
        if (bulk.h2) {
            say("h2 file closed: %,d bytes an assessment", bulk.fileSize() / bulk.made.size());
        }
        if (bulk.h2 && !kept) {
            Files.delete(folder.resolve("kentei.mv.db"));
        }
        bulk.findings.end("%,d assessments made and exported; %s".formatted(bulk.made.size(), times));
    }

    private long fileSize() throws IOException {
        return Files.size(folder.resolve("kentei.mv.db"));
    }

    private void fill(int count, Duration atMost, int documentsEach) throws IOException {
        long begun = System.nanoTime();
        GeneratedWorkforce generator = new GeneratedWorkforce(1);
        GeneratedAssessments decider = new GeneratedAssessments(1);
        for (int number = 0; number < Math.min(count, MODELS); number++) {
            models.add(AssessmentStore.prepare(decider.assessment(generator.next("E-" + number)), null));
        }
        say(
                "%,d candidates have %,d different sets of terms, made in %d s",
                models.size(),
                models.stream()
                        .map(model -> model.assessment().terms())
                        .distinct()
                        .count(),
                seconds(begun));
        AssessmentStore assessments = new AssessmentStore(log, candidates);
        latest = new int[Math.max(1, count / 4)];
        long there = log.frontier().size();
        while (made.size() < there) {
            next(count, false);
        }
        begun = System.nanoTime();
        while (made.size() < count && System.nanoTime() - begun < atMost.toNanos()) {
            List<PreparedAssessment> some = new ArrayList<>();
            while (some.size() < Math.min(AT_ONCE, count)) {
                some.add(next(count, made.size() % documentsEach == 0));
            }
            assessments.addAll(some);
            if (made.size() % 100_000 == 0) {
                say(
                        "%,d after %d s%s",
                        made.size(), seconds(begun), h2 ? ", file of %,d bytes".formatted(fileSize()) : "");
            }
        }
        say("made %,d in %d s", made.size(), seconds(begun));
        log.read(handle -> handle.execute(h2 ? "analyze" : "vacuum analyze"));
    }

    private PreparedAssessment next(int count, boolean withDocuments) {
        int number = made.size();
        Made other = new Made(
                random.nextInt(models.size()),
                random.nextInt(latest.length),
                (int) (6 * Math.pow(random.nextDouble(), 3)),
                REVISIONS.get((int) (3L * number / count)),
                BEGUN.plusSeconds(60L * number + random.nextInt(90)));
        made.add(other);
        latest[other.candidate()] = number;
        PreparedAssessment model = models.get(other.model());
        AssessmentRecord one = model.assessment();
        AssessmentRecord assessment = new AssessmentRecord(
                id(number),
                "E-" + other.candidate(),
                one.asOf(),
                other.assessedAt(),
                other.revision(),
                one.certifiedLevel(),
                one.service(),
                new Client(other.client() == 0 ? null : "client " + other.client(), "127.0.0.1"),
                one.documents(),
                one.terms(),
                null);
        AssessmentEntry entry = (AssessmentEntry) model.entry();
        return new PreparedAssessment(
                assessment,
                withDocuments ? model.documents() : NO_DOCUMENTS,
                new AssessmentEntry(
                        assessment.assessedAt(),
                        assessment.assessmentId(),
                        assessment.rulesetRevision(),
                        assessment.service(),
                        assessment.client(),
                        entry.commitments()),
                null);
    }

    /** As scattered as random ones. */
    private static UUID id(int number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, number);
    }

    /** Compares random combinations of filters with going through everything. */
    private String combinations() {
        List<IndexTerm> terms = models.stream()
                .flatMap(model -> model.assessment().terms().stream())
                .distinct()
                .sorted(Comparator.comparing(IndexTerm::text))
                .toList();
        List<Answer> answers = new ArrayList<>();
        int nothing = 0;
        for (int number = 0; number < COMBINATIONS; number++) {
            SearchFilter filter = combination(terms);
            List<Integer> expected = expected(filter);
            Answer answer = ask(filter, null);
            answers.add(answer);
            AssessmentPage page = answer.page();
            nothing += expected.isEmpty() ? 1 : 0;
            List<UUID> ids = expected.stream().limit(ROWS).map(BulkRecord::id).toList();
            if (!ids(page).equals(ids) || !count(expected.size()).equals(page.count())) {
                findings.wrong("%s finds %s, and not %,d such as %s"
                        .formatted(
                                filter,
                                page.count(),
                                expected.size(),
                                ids.stream().findFirst()));
            }
            if (page.nextCursor() != null) {
                Answer second = ask(filter, page.nextCursor());
                answers.add(second);
                if (!ids(second.page())
                        .equals(expected.stream()
                                .skip(ROWS)
                                .limit(ROWS)
                                .map(BulkRecord::id)
                                .toList())) {
                    findings.wrong("the second page of " + filter);
                }
            }
            if (answer.millis() > 300) {
                say("%.0f ms (%.0f of the CPU), %,d found: %s", answer.millis(), answer.cpu(), expected.size(), filter);
            }
        }
        String spent = "%d combinations of filters, %d of them with no result: median %.1f ms, worst %.1f ms"
                .formatted(COMBINATIONS, nothing, median(answers, Answer::millis), worst(answers, Answer::millis));
        // H2 works in the thread that asks
        return h2
                ? spent
                        + "; of the CPU: median %.1f ms, worst %.1f ms"
                                .formatted(median(answers, Answer::cpu), worst(answers, Answer::cpu))
                : spent;
    }

    /** @param cpu what the thread that asked used of it, in milliseconds: what is left of the time on an idle machine */
    private record Answer(AssessmentPage page, double millis, double cpu) {}

    private Answer ask(SearchFilter filter, String cursor) {
        long begun = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        AssessmentPage page = search.page(filter, cursor, ROWS);
        return new Answer(page, (System.nanoTime() - begun) / 1e6, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6);
    }

    private static double median(List<Answer> answers, ToDoubleFunction<Answer> time) {
        return answers.stream()
                .mapToDouble(time)
                .sorted()
                .skip(answers.size() / 2)
                .findFirst()
                .orElse(0);
    }

    private static double worst(List<Answer> answers, ToDoubleFunction<Answer> time) {
        return answers.stream().mapToDouble(time).max().orElse(0);
    }

    private static List<UUID> ids(AssessmentPage page) {
        return page.items().stream().map(AssessmentSummary::assessmentId).toList();
    }

    private static AssessmentCount count(int number) {
        return new AssessmentCount(
                Math.min(number, AssessmentSearch.MOST_COUNTED), number <= AssessmentSearch.MOST_COUNTED);
    }

    /** Up to one term of each kind: half of the filters take all from one verdict, so that most of them find something. */
    private SearchFilter combination(List<IndexTerm> all) {
        SearchFilter filter = SearchFilter.ALL;
        Set<IndexTerm> verdict =
                models.get(random.nextInt(models.size())).assessment().terms();
        boolean ofVerdict = random.nextBoolean();
        for (String kind : KINDS) {
            List<IndexTerm> some = (ofVerdict
                            ? verdict.stream().sorted(Comparator.comparing(IndexTerm::text))
                            : all.stream())
                    .filter(term -> term.text().startsWith(kind))
                    .toList();
            if (random.nextInt(2) == 0 && !some.isEmpty()) {
                filter = filter.with(some.get(random.nextInt(some.size())));
            }
        }
        filter = random.nextInt(12) == 0 ? filter.ofCandidate("E-" + random.nextInt(latest.length)) : filter;
        filter = random.nextInt(4) == 0 ? filter.latestOfEachCandidate() : filter;
        filter = random.nextInt(4) == 0 ? filter.decidedBy(REVISIONS.get(random.nextInt(3))) : filter;
        filter = random.nextInt(4) == 0 ? filter.ofClient("client " + (1 + random.nextInt(5))) : filter;
        filter = random.nextInt(4) == 0 ? filter.from(moment()) : filter;
        return random.nextInt(4) == 0 ? filter.until(moment()) : filter;
    }

    private Instant moment() {
        return BEGUN.plusSeconds((long) (60.0 * made.size() * random.nextDouble()));
    }

    /** The numbers of those that a filter finds, newest first. */
    private List<Integer> expected(SearchFilter filter) {
        Set<IndexTerm> terms = filter.terms().stream()
                .filter(term -> KINDS.stream().anyMatch(kind -> term.text().startsWith(kind)))
                .collect(Collectors.toSet());
        List<Boolean> verdicts = models.stream()
                .map(model -> model.assessment().terms().containsAll(terms))
                .toList();
        return IntStream.iterate(made.size() - 1, place -> place >= 0, place -> place - 1)
                .filter(place -> verdicts.get(made.get(place).model()) && holds(filter, place))
                .boxed()
                .toList();
    }

    /** Whether an assessment is one that a filter finds, whatever its verdict. */
    private boolean holds(SearchFilter filter, int place) {
        Made one = made.get(place);
        return filter.terms().stream()
                        .allMatch(term -> term.text().startsWith("ruleset:")
                                ? term.equals(IndexTerm.ruleset(one.revision()))
                                : !term.text().startsWith("client:")
                                        || term.equals(IndexTerm.client("client " + one.client())))
                && (filter.candidateId() == null || filter.candidateId().equals("E-" + one.candidate()))
                && (!filter.latest() || latest[one.candidate()] == place)
                && (filter.from() == null || !one.assessedAt().isBefore(filter.from()))
                && (filter.until() == null || one.assessedAt().isBefore(filter.until()));
    }

    /** Exports all. Where the results are exported too, what they contain is what the assessment is found by. */
    private void export(boolean withResults, int documentsEach) {
        long begun = System.nanoTime();
        long bytes = 0;
        int number = made.size();
        AssessmentSearch.ResultStream export = search.export(SearchFilter.ALL, withResults);
        for (FoundAssessment found = export.next(); found != null; found = export.next()) {
            number--;
            bytes += found.result() == null ? 0 : found.result().length();
            if (!found.summary().assessmentId().equals(id(number))) {
                findings.wrong("the export has another assessment at " + number);
            }
            if (withResults && number % documentsEach == 0) {
                Set<IndexTerm> terms =
                        models.get(made.get(number).model()).assessment().terms();
                if (!terms.containsAll(ExportedTerms.of(found.result()))) {
                    findings.wrong("the result at " + number + " has other terms");
                }
            }
            if (System.nanoTime() - begun > Duration.ofSeconds(100).toNanos()) {
                say("stopped after 100 s");
                return;
            }
        }
        if (number != 0) {
            findings.wrong("an export without %,d of %,d assessments".formatted(number, made.size()));
        }
        say(
                "export %s results: %,d bytes of results, %.1f s",
                withResults ? "with" : "without", bytes, (System.nanoTime() - begun) / 1e9);
    }

    private static long seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }

    private void sizes() {
        if (h2) {
            return;
        }
        log.read(handle -> {
            handle.createQuery(
                            "select relname, pg_table_size(oid), pg_indexes_size(oid), reltuples::bigint from pg_class"
                                    + " where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc")
                    .map((row, context) -> "%s: %,d rows, table %,d, indexes %,d bytes; %,d bytes an assessment"
                            .formatted(
                                    row.getString(1),
                                    row.getLong(4),
                                    row.getLong(2),
                                    row.getLong(3),
                                    (row.getLong(2) + row.getLong(3)) / made.size()))
                    .list()
                    .forEach(line -> say("%s", line));
            return true;
        });
    }
}
