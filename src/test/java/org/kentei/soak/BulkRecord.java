package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.kentei.assessment.GeneratedAssessments;
import org.kentei.log.Client;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.SaltedDocument;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.EncryptedDocuments;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.AssessmentSearch.FoundAssessment;
import org.kentei.record.search.Cursor;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.search.SearchFilter;
import org.kentei.record.search.SearchPlan;
import org.kentei.record.search.SearchPlan.PlanLimits;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;

/**
 * Makes a large record and measures search on it: {@code postgresql 1000000 600} makes a million assessments on a PostgreSQL
 * of its own, or as many as 600 seconds allow; {@code h2} does so on an H2 file. A fourth number n leaves documents to each
 * nth assessment only, where time or room for all of them is lacking.
 */
final class BulkRecord {

    private static final int AT_ONCE = 2000;
    private static final int CANDIDATES = 250_000;
    private static final int MODELS = 6000;
    private static final int REPEATS = 5;
    private static final Instant BEGUN = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> REVISIONS = List.of("a".repeat(64), "b".repeat(64), "c".repeat(64));
    private static final Map<DocumentType, byte[]> NO_DOCUMENTS = Stream.of(DocumentType.values())
            .collect(Collectors.toMap(
                    part -> part, part -> EncryptedDocuments.pack(new SaltedDocument("{}", Commitment.newSalt()))));
    private static final PlanLimits USUAL = PlanLimits.USUAL;

    private final Random random = new Random(20080331);
    private final boolean h2;
    private final Database store;
    private final AssessmentSearch search;
    private final CandidateKeys candidates = new CandidateKeys(Optional.empty());
    private final RecordLog log;
    private final Findings findings = new Findings();
    private long newest;
    private double slowest;

    private BulkRecord(boolean h2, Path folder) {
        this.h2 = h2;
        PostgreSql.TestDatabase database = h2 ? null : PostgreSql.freshDatabase();
        store = h2
                ? Database.open(Database.fileUrl(folder), null, null, 16)
                : Database.open(
                        database.url() + "?reWriteBatchedInserts=true&socketTimeout=300",
                        database.user(),
                        database.password(),
                        16);
        log = RecordLog.begin(store.jdbi());
        search = new AssessmentSearch(log, candidates);
    }

    /** Takes the database, how many assessments, and the seconds for making them. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bulk");
        BulkRecord bulk = new BulkRecord(arguments[0].equals("h2"), folder);
        int documentsEach = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        bulk.fill(Integer.parseInt(arguments[1]), Duration.ofSeconds(Long.parseLong(arguments[2])), documentsEach);
        bulk.measure();
        bulk.store.close();
        if (bulk.h2) {
            say("h2 file: %,d bytes a record", Files.size(folder.resolve("kentei.mv.db")) / bulk.newest);
            Files.delete(folder.resolve("kentei.mv.db"));
        }
        bulk.findings.end("%,d assessments made and exported; the slowest first page %.1f ms"
                .formatted(bulk.newest, bulk.slowest));
    }

    private void fill(int count, Duration atMost, int documentsEach) {
        List<PreparedAssessment> models = new GeneratedAssessments(1)
                .make(Math.min(count, MODELS)).stream()
                        .map(AssessmentStore::prepare)
                        .toList();
        say(
                "%d different candidates come to %d outcomes of %d parts",
                models.size(),
                models.stream()
                        .map(one -> Arrays.hashCode(one.outcomeDigest()))
                        .distinct()
                        .count(),
                models.stream()
                        .flatMap(one -> one.assessment().outcome().parts().stream())
                        .distinct()
                        .count());
        AssessmentStore assessments = new AssessmentStore(log, candidates);
        long begun = System.nanoTime();
        int made = 0;
        while (made < count && System.nanoTime() - begun < atMost.toNanos()) {
            List<PreparedAssessment> some = new ArrayList<>();
            for (; some.size() < AT_ONCE; made++) {
                some.add(like(
                        models.get((int) (models.size() * Math.pow(random.nextDouble(), 2))),
                        made,
                        count,
                        made % documentsEach == 0));
            }
            assessments.addTogether(some);
            if (made % 100_000 == 0) {
                say(
                        "%,d after %d s",
                        made, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            }
        }
        newest = made;
        say(
                "made %,d in %d s",
                made, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        if (!h2) {
            log.read(handle -> handle.execute("vacuum analyze"));
        } else {
            log.read(handle -> handle.execute("analyze"));
        }
    }

    private PreparedAssessment like(PreparedAssessment model, int number, int count, boolean withDocuments) {
        AssessmentRecord one = model.assessment();
        int client = (int) (6 * Math.pow(random.nextDouble(), 3));
        AssessmentRecord other = new AssessmentRecord(
                UUID.randomUUID(),
                "E-" + random.nextInt(CANDIDATES),
                one.asOf(),
                BEGUN.plusSeconds(60L * number + random.nextInt(90)),
                REVISIONS.get((int) (3L * number / count)),
                one.certifiedLevel(),
                one.service(),
                new Client(client == 0 ? null : "client " + client, "127.0.0.1"),
                one.facts(),
                one.result(),
                one.firingRecord(),
                one.outcome());
        AssessmentEntry entry = (AssessmentEntry) model.entry();
        return new PreparedAssessment(
                other,
                withDocuments ? model.packed() : NO_DOCUMENTS,
                new AssessmentEntry(
                        other.assessedAt(),
                        other.assessmentId(),
                        other.rulesetRevision(),
                        other.service(),
                        other.client(),
                        entry.commitments()),
                model.outcomeDigest(),
                null);
    }

    private void measure() {
        if (!h2) {
            sizes();
        }
        Instant middle = BEGUN.plusSeconds(30L * newest);
        filter("everything", SearchFilter.ALL);
        filter("candidate", SearchFilter.ofCandidate("E-4711"));
        filter("specialty field", words(IndexTerm.certified("SERVICE_DESK")));
        filter("level 7", words(IndexTerm.level(7)));
        filter("field and level", words(IndexTerm.level("OPERATIONS_MANAGEMENT", 4)));
        filter("sheet met", words(IndexTerm.sheet("SY6", true)));
        filter("criterion not met", words(IndexTerm.criterion("OM7", "SUCCESSION", "NOT_MET")));
        filter("clause", words(IndexTerm.clause("OM7.SIZE.B")));
        filter("two clauses of different fields", words(IndexTerm.clause("OM7.SIZE.B"), IndexTerm.clause("SD4.SIZE")));
        filter("oldest revision", new SearchFilter(null, List.of(), REVISIONS.get(0), null, null, null));
        filter("rarest client", new SearchFilter(null, List.of(), null, "client 5", null, null));
        filter(
                "one day in the middle",
                new SearchFilter(null, List.of(), null, null, middle, middle.plusSeconds(86400)));
        filter(
                "before the first tenth",
                new SearchFilter(null, List.of(), null, null, null, BEGUN.plusSeconds(6L * newest)));
        filter(
                "clause of the oldest revision",
                new SearchFilter(null, List.of(IndexTerm.clause("OM7.SIZE.B")), REVISIONS.get(0), null, null, null));
        filter(
                "level 7 asked for by the rarest client",
                new SearchFilter(null, List.of(IndexTerm.level(7)), null, "client 5", null, null));
        filter(
                "two that never meet",
                words(
                        IndexTerm.sheet("OM7", true),
                        IndexTerm.sheet("OM3", false),
                        IndexTerm.certified("SERVICE_DESK"),
                        IndexTerm.clause("SD4.SIZE"),
                        IndexTerm.sheet("SY6", true),
                        IndexTerm.sheet("OP4", true)));
        export(false);
        export(true);
    }

    private static SearchFilter words(IndexTerm... words) {
        return new SearchFilter(null, List.of(words), null, null, null, null);
    }

    private void filter(String name, SearchFilter filter) {
        int found = search.page(filter, null, 50).items().size();
        double first = millis(() -> search.page(filter, null, 50));
        slowest = Math.max(slowest, first);
        String inside = new Cursor(newest / 10).toString();
        double deep = millis(() -> search.page(filter, inside, 50));
        double full = millis(() -> search.page(filter, null, 1000));
        say(
                "%n%s: %d found; first page %.1f ms, a page after nine tenths %.1f ms, 1000 at once %.1f ms",
                name, found, first, deep, full);
        log.read(handle -> {
            explain(handle, filter);
            return true;
        });
    }

    private void explain(Handle handle, SearchFilter filter) {
        SearchPlan plan = SearchPlan.of(handle, candidates, USUAL, filter).orElse(null);
        if (plan == null) {
            say("    nothing can be found");
            return;
        }
        for (SearchPlan.Window window : plan.windows(handle, Long.MAX_VALUE)) {
            int rows = plan.bound(handle.createQuery(plan.statement(window, 51)))
                    .mapTo(Long.class)
                    .list()
                    .size();
            say("    positions %,d to %,d: %d found", window.low(), window.high(), rows);
            List<String> lines = plan.bound(handle.createQuery(
                            (h2 ? "explain analyze " : "explain (analyze, costs off, timing off, buffers) ")
                                    + plan.statement(window, 51)))
                    .mapTo(String.class)
                    .list();
            lines.stream()
                    .flatMap(String::lines)
                    .filter(line ->
                            h2 || line.matches(".*(Scan|Join|Loop|Execution|Filter|Sort|Heap Fetches|Searches).*"))
                    .forEach(line -> say("        %s", line.length() > 150 ? line.substring(0, 150) + " ..." : line));
            if (rows == 51) {
                break;
            }
        }
    }

    private static double millis(Runnable work) {
        double[] times = new double[REPEATS];
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            long begun = System.nanoTime();
            work.run();
            times[repeat] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(times);
        return times[REPEATS / 2];
    }

    private void export(boolean withResults) {
        long begun = System.nanoTime();
        long count = 0;
        long bytes = 0;
        AssessmentSearch.ResultStream export = search.export(SearchFilter.ALL, withResults);
        for (FoundAssessment found = export.next(); found != null; found = export.next()) {
            count++;
            bytes += found.result() == null ? 0 : found.result().length();
            if (System.nanoTime() - begun > Duration.ofSeconds(100).toNanos()) {
                say("stopped after 100 s");
                return;
            }
        }
        if (count != newest) {
            findings.wrong("an export of %,d of %,d assessments".formatted(count, newest));
        }
        say(
                "export %s results: %,d assessments, %,d bytes of results, %.1f s",
                withResults ? "with" : "without", count, bytes, (System.nanoTime() - begun) / 1e9);
    }

    private void sizes() {
        log.read(handle -> {
            handle.createQuery(
                            "select relname, pg_table_size(oid), pg_indexes_size(oid), reltuples::bigint from pg_class"
                                    + " where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc")
                    .map((row, context) -> "%s: %,d rows, table %,d, indexes %,d bytes; %,d bytes a record"
                            .formatted(
                                    row.getString(1),
                                    row.getLong(4),
                                    row.getLong(2),
                                    row.getLong(3),
                                    (row.getLong(2) + row.getLong(3)) / newest))
                    .list()
                    .forEach(line -> say("%s", line));
            handle.createQuery("select relname, pg_relation_size(oid) from pg_class where relkind = 'i'"
                            + " and relname like 'assessment%'")
                    .map((row, context) ->
                            "%s: %,d bytes a record".formatted(row.getString(1), row.getLong(2) / newest))
                    .list()
                    .forEach(line -> say("%s", line));
            return true;
        });
    }
}
