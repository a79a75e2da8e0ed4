package org.kentei.record.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.kentei.assessment.GeneratedAssessments;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.log.WrittenDocuments;
import org.kentei.record.audit.SnapshotReader;
import org.kentei.record.database.Database;
import org.kentei.record.database.SearchColumns;
import org.kentei.record.encryption.TestKeys;
import org.kentei.record.erasure.Erasure;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.AssessmentSearch.FoundAssessment;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStoreContract;

/** What search finds, whichever database keeps the record: the same as going through everything would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchContract {

    private static final int ASSESSMENTS = 450;
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> REVISIONS = List.of("a".repeat(64), "b".repeat(64), "c".repeat(64));

    private final Random random = new Random(20080331);
    private final List<AssessmentRecord> newestFirst = new ArrayList<>();
    private Database store;
    private AssessmentStore assessments;
    private AssessmentSearch search;

    /** A filter with what it means. */
    private record FilterCase(SearchFilter filter, Predicate<AssessmentRecord> holds) {

        FilterCase and(FilterCase other) {
            SearchFilter two = other.filter;
            SearchFilter both = filter.with(two.terms().toArray(IndexTerm[]::new));
            both = two.candidateId() == null ? both : both.ofCandidate(two.candidateId());
            both = two.latest() ? both.latestOfEachCandidate() : both;
            both = two.from() == null ? both : both.from(two.from());
            both = two.until() == null ? both : both.until(two.until());
            return new FilterCase(both, holds.and(other.holds));
        }
    }

    abstract Database open();

    @BeforeAll
    void fill() {
        store = open();
        assessments = AssessmentStoreContract.storeOn(store);
        search = searchOn(store);
        while (newestFirst.size() < ASSESSMENTS) {
            List<AssessmentRecord> some = Stream.generate(this::assessment)
                    .limit(1 + random.nextInt(40))
                    .toList();
            assessments.addAll(
                    some.stream().map(one -> AssessmentStore.prepare(one, null)).toList());
            newestFirst.addAll(some);
            if (random.nextInt(4) == 0) {
                skipPositions();
            }
        }
        Collections.reverse(newestFirst);
    }

    /** As if many other entries followed in the log, so that the assessments are in several blocks. */
    private void skipPositions() {
        store.jdbi().useHandle(handle -> {
            long size = handle.createQuery("select size from log_state")
                            .mapTo(Long.class)
                            .one()
                    + random.nextInt(2 * SearchColumns.BLOCK);
            handle.createUpdate("update log_state set size = :size, frontier = :frontier")
                    .bind("size", size)
                    .bind("frontier", new byte[32 * Long.bitCount(size)])
                    .execute();
        });
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void every_filter_and_every_pair_of_filters_finds_what_going_through_everything_finds() {
        List<FilterCase> cases = cases();
        for (int one = 0; one < cases.size(); one++) {
            assertFinds(cases.get(one));
            for (int two = 0; two < one; two++) {
                assertFinds(cases.get(one).and(cases.get(two)));
            }
        }
    }

    @Test
    void the_pages_together_hold_every_result() {
        for (FilterCase one : cases()) {
            List<UUID> paged = new ArrayList<>();
            String cursor = null;
            do {
                AssessmentPage page = search.page(one.filter(), cursor, 23);
                paged.addAll(AssessmentStoreContract.ids(page));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(paged).as(one.filter().toString()).isEqualTo(expected(one));
        }
    }

    @Test
    void an_export_is_all_pages_with_the_results() {
        for (FilterCase one : cases()) {
            List<FoundAssessment> exported = new ArrayList<>();
            AssessmentSearch.ResultStream export = search.export(one.filter(), true);
            for (FoundAssessment found = export.next(); found != null; found = export.next()) {
                exported.add(found);
            }
            assertThat(exported.stream().map(found -> found.summary().assessmentId()))
                    .isEqualTo(expected(one));
            assertThat(exported)
                    .allSatisfy(found -> assertThat(found.result())
                            .contains(found.summary().assessmentId().toString()));
        }
    }

    @Test
    void a_term_that_no_assessment_has_finds_nothing() {
        for (IndexTerm word : List.of(IndexTerm.rule("no such rule"), IndexTerm.rule("a\0b"), IndexTerm.level(7))) {
            assertThat(search.page(SearchFilter.ALL.with(word), null, 10))
                    .isEqualTo(new AssessmentPage(List.of(), null, new AssessmentCount(0, true)));
        }
        assertThat(search.knowsAny(List.of(IndexTerm.rule("no such rule")))).isFalse();
        assertThat(search.knowsAny(List.of(IndexTerm.rule("rule 1"), IndexTerm.rule("none"))))
                .isTrue();
    }

    @Test
    void another_instance_finds_and_extends_what_this_one_wrote() {
        try (Database fresh = freshStore()) {
            AssessmentStore one = AssessmentStoreContract.storeOn(fresh);
            AssessmentStore other = AssessmentStoreContract.storeOn(fresh);
            List<UUID> added = new ArrayList<>();
            for (int count = 0; count < 40; count++) {
                AssessmentRecord next = assessment();
                (count % 2 == 0 ? one : other).add(next);
                added.add(0, next.assessmentId());
            }
            assertThat(AssessmentStoreContract.ids(searchOn(fresh).page(SearchFilter.ALL, null, 100)))
                    .isEqualTo(added);
        }
    }

    @Test
    void a_failed_write_is_not_remembered_as_written() {
        try (Database fresh = freshStore()) {
            AssessmentStore adding = AssessmentStoreContract.storeOn(fresh);
            AssessmentRecord first = assessment();
            AssessmentRecord second = assessment();
            try {
                adding.addAll(Stream.of(first, second, second)
                        .map(one -> AssessmentStore.prepare(one, null))
                        .toList());
            } catch (RuntimeException twice) {
                // the transaction took back all that it wrote
            }
            adding.add(second);
            adding.add(first);
            assertThat(AssessmentStoreContract.ids(
                            searchOn(fresh).page(having(anyTerm(first)).filter(), null, 10)))
                    .contains(first.assessmentId());
        }
    }

    @Test
    void an_assessment_hidden_from_the_search_is_found() {
        try (Database fresh = freshStore()) {
            AssessmentStore adding = AssessmentStoreContract.storeOn(fresh);
            List<AssessmentRecord> real = new GeneratedAssessments(7).make(0).subList(0, 2);
            real.forEach(adding::add);
            SnapshotReader auditing = new SnapshotReader(fresh.jdbi(), TestKeys.CANDIDATES);
            assertThat(faults(auditing)).isEmpty();
            fresh.jdbi()
                    .useHandle(handle -> handle.execute("update open_position set terms ="
                            + " (select o.terms from open_position o where o.position <> open_position.position)"));
            assertThat(faults(auditing))
                    .anyMatch(fault -> fault.startsWith("the search index does not have it under `"))
                    .anyMatch(fault -> fault.startsWith("the search index should not have it under `"));
        }
    }

    private static List<String> faults(SnapshotReader auditing) {
        return auditing.with(evidence -> {
            List<String> faults = new ArrayList<>();
            evidence.assessments().forEachRemaining(kept -> faults.addAll(kept.faults()));
            return faults;
        });
    }

    @Test
    void a_search_ends_at_its_limit_and_when_nobody_waits_for_it() {
        SearchLimit over = SearchLimit.of(Duration.ZERO, () -> true);
        SearchLimit left = SearchLimit.of(Duration.ofDays(1), () -> false);
        for (SearchLimit limit : List.of(over, left)) {
            assertThatThrownBy(() -> search.page(SearchFilter.ALL, null, 1000, limit))
                    .isInstanceOf(SearchEndedException.class);
        }
    }

    @Test
    void the_levels_of_the_fields_are_shown() {
        AssessmentRecord newest = newestFirst.get(0);
        Map<String, Integer> levels = new TreeMap<>();
        for (int field = 0; field < 3; field++) {
            if (newest.terms().contains(IndexTerm.certified("F" + field))) {
                levels.put("F" + field, newest.certifiedLevel());
            }
        }
        levels.values().removeIf(Objects::isNull);
        assertThat(search.page(SearchFilter.ALL, null, 1).items().get(0).fieldLevels())
                .isEqualTo(levels);
    }

    @Test
    void no_search_finds_an_erased_candidate() {
        try (Database fresh = freshStore()) {
            AssessmentStore adding = AssessmentStoreContract.storeOn(fresh);
            AssessmentRecord erased = assessment();
            adding.add(erased);
            RecordLog log = RecordLog.begin(fresh.jdbi());
            new Erasure(log, TestKeys.CANDIDATES, Clock.systemUTC())
                    .candidate(erased.candidateId(), new Client("privacy office", null));

            AssessmentSearch search = searchOn(fresh);
            assertThat(search.page(SearchFilter.ALL.ofCandidate(erased.candidateId()), null, 10)
                            .items())
                    .isEmpty();
            for (IndexTerm term : erased.terms()) {
                assertThat(search.page(SearchFilter.ALL.with(term), null, 10).items())
                        .as(term.text())
                        .isEmpty();
            }
            SearchFilter ofRevision = SearchFilter.ALL.decidedBy(erased.rulesetRevision());
            FoundAssessment left = search.export(ofRevision, true).next();
            assertThat(left.summary().assessmentId()).isEqualTo(erased.assessmentId());
            assertThat(left.summary().candidateId()).isNull();
            assertThat(left.summary().certifiedLevel()).isNull();
            assertThat(left.result()).isNull();
        }
    }

    abstract Database freshStore();

    private static AssessmentSearch searchOn(Database store) {
        return new AssessmentSearch(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES);
    }

    private void assertFinds(FilterCase one) {
        AssessmentPage page = search.page(one.filter(), null, 1000);
        assertThat(AssessmentStoreContract.ids(page))
                .as(one.filter().toString())
                .isEqualTo(expected(one));
        assertThat(page.count()).isEqualTo(new AssessmentCount(expected(one).size(), true));
    }

    private List<UUID> expected(FilterCase one) {
        return newestFirst.stream()
                .filter(one.holds())
                .map(AssessmentRecord::assessmentId)
                .toList();
    }

    private List<FilterCase> cases() {
        List<FilterCase> cases = new ArrayList<>();
        cases.add(new FilterCase(SearchFilter.ALL, any -> true));
        cases.add(new FilterCase(
                SearchFilter.ALL.ofCandidate("candidate 3"),
                one -> one.candidateId().equals("candidate 3")));
        cases.add(new FilterCase(
                SearchFilter.ALL.decidedBy(REVISIONS.get(1)),
                one -> one.rulesetRevision().equals(REVISIONS.get(1))));
        cases.add(new FilterCase(
                SearchFilter.ALL.ofClient("client 0"),
                one -> "client 0".equals(one.client().name())));
        Instant from = BEGUN.plusSeconds(60 * 150);
        Instant until = BEGUN.plusSeconds(60 * 320);
        cases.add(new FilterCase(
                SearchFilter.ALL.from(from), one -> !one.assessedAt().isBefore(from)));
        cases.add(new FilterCase(
                SearchFilter.ALL.until(until), one -> one.assessedAt().isBefore(until)));
        cases.add(new FilterCase(SearchFilter.ALL.latestOfEachCandidate(), this::isLatest));
        Stream.of(
                        IndexTerm.rule("rule 1"),
                        IndexTerm.rule("rule 23"),
                        IndexTerm.clause("clause 7"),
                        IndexTerm.sheet("S2", true),
                        IndexTerm.sheet("S2", false),
                        IndexTerm.criterion("S1", "SIZE", "NOT_MET"),
                        IndexTerm.level(3),
                        IndexTerm.level(null),
                        IndexTerm.level("F1", 3),
                        IndexTerm.certified("F0"))
                .map(SearchContract::having)
                .forEach(cases::add);
        return cases;
    }

    private boolean isLatest(AssessmentRecord one) {
        return newestFirst.stream()
                .filter(other -> other.candidateId().equals(one.candidateId()))
                .findFirst()
                .filter(one::equals)
                .isPresent();
    }

    private static FilterCase having(IndexTerm term) {
        return new FilterCase(SearchFilter.ALL.with(term), one -> one.terms().contains(term));
    }

    private static IndexTerm anyTerm(AssessmentRecord assessment) {
        return assessment.terms().iterator().next();
    }

    private AssessmentRecord assessment() {
        UUID id = UUID.randomUUID();
        int minute = newestFirst.size() + random.nextInt(40) - 20;
        int level = random.nextInt(4);
        return new AssessmentRecord(
                id,
                "candidate " + random.nextInt(30),
                LocalDate.of(2026, 4, 1),
                BEGUN.plusSeconds(60L * minute),
                REVISIONS.get(Math.min(2, newestFirst.size() / 160)),
                level == 0 ? null : level,
                new ServiceVersion("kentei", "drools"),
                new Client(random.nextInt(4) == 0 ? null : "client " + random.nextInt(2), null),
                WrittenDocuments.of("{}", "{\"assessmentId\":\"" + id + "\"}", "{}"),
                terms(level == 0 ? null : level),
                null);
    }

    private Set<IndexTerm> terms(Integer level) {
        Set<IndexTerm> terms = new HashSet<>(Set.of(IndexTerm.level(level)));
        for (int field = 0; field < 3; field++) {
            boolean certified = random.nextInt(3) == 0;
            terms.add(IndexTerm.level("F" + field, certified ? level : null));
            if (certified) {
                terms.add(IndexTerm.certified("F" + field));
            }
            terms.add(IndexTerm.sheet("S" + field, random.nextBoolean()));
            terms.add(IndexTerm.criterion("S" + field, "SIZE", random.nextBoolean() ? "MET" : "NOT_MET"));
            // a shared rule may fire in several fields
            int rule = random.nextInt(30);
            terms.add(IndexTerm.rule("rule " + rule));
            terms.add(IndexTerm.clause("clause " + rule / 3));
        }
        return terms;
    }
}
