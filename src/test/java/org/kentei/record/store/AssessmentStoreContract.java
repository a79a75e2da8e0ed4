package org.kentei.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import org.kentei.log.WrittenDocuments;
import org.kentei.record.database.Database;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.encryption.Encryption;
import org.kentei.record.encryption.TestKeys;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.AssessmentCount;
import org.kentei.record.search.AssessmentPage;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.AssessmentSummary;
import org.kentei.record.search.InvalidCursorException;
import org.kentei.record.search.SearchFilter;

/** What holds whichever database keeps the record. */
public abstract class AssessmentStoreContract {

    static final Duration PATIENCE = Duration.ofSeconds(9);

    private Database store;
    private AssessmentStore assessments;
    private AssessmentReader reader;
    private AssessmentSearch search;

    /** Opens the database of this test; a second time, the same one. */
    abstract Database open();

    @BeforeEach
    void openStore() {
        store = open();
        assessments = storeOn(store);
        reader = readerOn(store);
        search = searchOn(store);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    public static AssessmentStore storeOn(Database store) {
        return new AssessmentStore(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES);
    }

    static AssessmentReader readerOn(Database store) {
        return new AssessmentReader(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES);
    }

    static AssessmentSearch searchOn(Database store) {
        return new AssessmentSearch(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES);
    }

    AssessmentSearch search() {
        return search;
    }

    Database store() {
        return store;
    }

    AssessmentReader reader() {
        return reader;
    }

    @Test
    void documents_come_back_byte_for_byte() {
        String result = "{ \"name\" : \"検定 😀 \\u0000 ''\",\r\n\t\"b\":1.50, \"a\":[ ] } ";
        AssessmentRecord added = assessment("候補者-😀-'", result, "{\"rules\":[\"{0}\", \":name\", \"?\"]}");

        assessments.add(added);

        assertThat(reader.result(added.assessmentId())).contains(result);
        assertThat(reader.firingRecord(added.assessmentId()))
                .contains(added.documents().text(DocumentType.FIRINGS));
    }

    @Test
    void the_latest_assessment_of_each_candidate_is_read_in_pages() {
        for (String candidate : List.of("A", "B", "A", "C", "B")) {
            assessments.add(assessment(candidate));
        }

        LatestAssessments latest = new LatestAssessments(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES);
        List<LatestAssessment> first = latest.page(0, 2);
        List<LatestAssessment> second = latest.page(first.get(1).position() + 1, 2);

        assertThat(first).extracting(LatestAssessment::candidateId).containsExactly("A", "C");
        assertThat(second).extracting(LatestAssessment::candidateId).containsExactly("B");
        assertThat(latest.candidates()).isEqualTo(3);
    }

    @Test
    void documents_of_three_megabytes_come_back_byte_for_byte() {
        AssessmentRecord added = assessment("large", document(3_000_000, 1), document(3_000_000, 2));

        assessments.add(added);

        assertThat(reader.result(added.assessmentId()))
                .hasValue(added.documents().text(DocumentType.RESULT));
        assertThat(reader.firingRecord(added.assessmentId()))
                .hasValue(added.documents().text(DocumentType.FIRINGS));
    }

    @Test
    void a_document_that_is_like_the_dictionary_takes_few_bytes_and_comes_back_byte_for_byte() {
        AssessmentRecord added = assessment("candidate", document(20_000, 1), document(20_000, 2));
        DocumentDictionary dictionary = DocumentDictionary.of(Map.of(
                DocumentType.RESULT,
                added.documents().text(DocumentType.RESULT),
                DocumentType.FIRINGS,
                added.documents().text(DocumentType.FIRINGS)));

        assessments.add(added, dictionary, null);

        assertThat(reader.result(added.assessmentId()))
                .hasValue(added.documents().text(DocumentType.RESULT));
        assertThat(reader.firingRecord(added.assessmentId()))
                .hasValue(added.documents().text(DocumentType.FIRINGS));
        assertThat(reader.candidate(added.assessmentId()))
                .hasValue(added.documents().text(DocumentType.CANDIDATE));
        int bytes = store.jdbi()
                .withHandle(handle -> handle.createQuery("select octet_length(documents) from assessment")
                        .mapTo(Integer.class)
                        .one());
        assertThat(bytes).isLessThan(1000);
    }

    @Test
    void nothing_is_stored_with_a_dictionary_that_was_changed() {
        DocumentDictionary dictionary = DocumentDictionary.of(Map.of(DocumentType.RESULT, "{}"));
        AssessmentRecord added = assessment("candidate");
        assessments.add(added, dictionary, null);
        store.jdbi().useHandle(handle -> handle.execute("update document_dictionary set content = ?", new byte[2]));

        AssessmentStore later = new AssessmentStore(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES);

        assertThatThrownBy(() -> later.add(assessment("candidate"), dictionary, null))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("kentei verify");
        assertThatThrownBy(() -> reader.result(added.assessmentId()))
                .isInstanceOf(Encryption.DecryptionException.class)
                .hasMessageContaining("its dictionary " + dictionary.number() + " was changed");
        assertThat(search.page(SearchFilter.ALL, null, 10).items()).hasSize(1);
    }

    @Test
    void a_dictionary_is_stored_again_after_the_database_was_put_back() {
        DocumentDictionary dictionary = DocumentDictionary.of(Map.of(DocumentType.RESULT, "{}"));
        assessments.add(assessment("candidate"), dictionary, null);
        store.jdbi().useHandle(handle -> {
            handle.execute("update assessment set dictionary = null");
            handle.execute("delete from document_dictionary");
        });
        AssessmentRecord added = assessment("candidate");

        assertThatThrownBy(() -> assessments.add(added, dictionary, null)).isInstanceOf(RuntimeException.class);
        assessments.add(added, dictionary, null);

        assertThat(reader.result(added.assessmentId()))
                .hasValue(added.documents().text(DocumentType.RESULT));
    }

    @Test
    void an_unknown_assessment_has_no_documents() {
        assertThat(reader.result(UUID.randomUUID())).isEmpty();
        assertThat(reader.firingRecord(UUID.randomUUID())).isEmpty();
    }

    @Test
    void a_summary_says_what_was_added() {
        var added = new AssessmentRecord(
                UUID.randomUUID(),
                "candidate",
                LocalDate.of(1895, 3, 31),
                Instant.parse("2026-03-29T02:30:00.123456789Z"),
                "revision",
                5,
                new ServiceVersion("kentei", "drools"),
                new Client("client", null),
                WrittenDocuments.of("{}", "{}", "{}"),
                Set.of(),
                null);

        assessments.add(added);

        assertThat(search.page(SearchFilter.ALL, null, 10).items())
                .containsExactly(new AssessmentSummary(
                        added.assessmentId(),
                        "candidate",
                        LocalDate.of(1895, 3, 31),
                        Instant.parse("2026-03-29T02:30:00.123456Z"),
                        new RulesetReference("revision"),
                        5,
                        Map.of(),
                        "client",
                        null));
    }

    @Test
    void an_assessment_may_certify_no_level() {
        assessments.add(assessment("candidate"));

        assertThat(search.page(SearchFilter.ALL, null, 1).items().get(0).certifiedLevel())
                .isNull();
    }

    @Test
    void an_assessment_is_added_only_once() {
        AssessmentRecord added = assessment("private-name", "{\"secret\":1}", "{}");
        assessments.add(added);

        assertThatThrownBy(() -> assessments.add(added))
                .isNotInstanceOf(StoreUnavailableException.class)
                .message()
                .doesNotContain("private-name", "secret");
        assertThat(search.page(SearchFilter.ALL, null, 10).items()).hasSize(1);
    }

    @Test
    void pages_show_each_assessment_once_while_new_ones_come_in() {
        List<UUID> newestFirst = addMany(25, "candidate");
        Collections.reverse(newestFirst);

        AssessmentPage first = search.page(SearchFilter.ALL, null, 10);
        addMany(3, "candidate");
        AssessmentPage second = search.page(SearchFilter.ALL, first.nextCursor(), 10);
        addMany(3, "candidate");
        AssessmentPage third = search.page(SearchFilter.ALL, second.nextCursor(), 10);

        assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 10));
        assertThat(ids(second)).isEqualTo(newestFirst.subList(10, 20));
        assertThat(ids(third)).isEqualTo(newestFirst.subList(20, 25));
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void a_page_that_takes_the_rest_exactly_is_the_last() {
        addMany(10, "candidate");

        assertThat(search.page(SearchFilter.ALL, null, 10).nextCursor()).isNull();
        assertThat(search.page(SearchFilter.ALL.ofCandidate("candidate"), null, 10)
                        .nextCursor())
                .isNull();
    }

    @Test
    void an_empty_record_has_one_empty_page() {
        assertThat(search.page(SearchFilter.ALL, null, 10))
                .isEqualTo(new AssessmentPage(List.of(), null, new AssessmentCount(0, true)));
    }

    @Test
    void a_candidates_pages_show_only_that_candidate() {
        List<UUID> theirs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            theirs.addAll(0, addMany(1, "Theirs"));
            addMany(2, "theirs");
        }

        AssessmentPage first = search.page(SearchFilter.ALL.ofCandidate("Theirs"), null, 5);
        AssessmentPage second = search.page(SearchFilter.ALL.ofCandidate("Theirs"), first.nextCursor(), 5);

        assertThat(ids(first)).isEqualTo(theirs.subList(0, 5));
        assertThat(ids(second)).isEqualTo(theirs.subList(5, 7));
        assertThat(second.nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "' or '1'='1", "%", "a\0b"})
    void a_candidate_never_assessed_has_an_empty_page(String candidateId) {
        addMany(2, "somebody");

        assertThat(search.page(SearchFilter.ALL.ofCandidate(candidateId), null, 10))
                .isEqualTo(new AssessmentPage(List.of(), null, new AssessmentCount(0, true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "10",
                "AQAAAAAAAAA",
                "AQAAAAAAAAAA",
                "AQAAAAAAAAAKAA",
                "AgAAAAAAAAAK",
                "Af__________",
                "AQAAAAAAAAA+",
                "AQAAAAAAAAAK\n",
                "検定"
            })
    void a_cursor_that_no_page_gave_is_refused(String cursor) {
        assertThatThrownBy(() -> search.page(SearchFilter.ALL, cursor, 10)).isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> search.page(SearchFilter.ALL.ofCandidate("a\0b"), cursor, 10))
                .isInstanceOf(InvalidCursorException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 1001, Integer.MAX_VALUE})
    void an_invalid_page_length_is_refused(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> search.page(SearchFilter.ALL, null, limit));
    }

    @Test
    void assessments_added_at_the_same_time_are_all_kept() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<UUID>> adding = () -> addMany(25, "candidate");
            List<UUID> added = new ArrayList<>();
            for (Future<List<UUID>> some : threads.invokeAll(Collections.nCopies(4, adding))) {
                added.addAll(some.get());
            }

            assertThat(ids(search.page(SearchFilter.ALL.ofCandidate("candidate"), null, 1000)))
                    .hasSize(100)
                    .containsExactlyInAnyOrderElementsOf(added);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_added_assessment_is_there_after_opening_again() {
        AssessmentRecord added = assessment("candidate");
        assessments.add(added);

        store.close();
        openStore();

        assertThat(reader.result(added.assessmentId()))
                .contains(added.documents().text(DocumentType.RESULT));
    }

    @Test
    void a_database_that_answers_passes_the_check() {
        assertThatCode(reader::check).doesNotThrowAnyException();
    }

    @Test
    void a_closed_store_is_unavailable() {
        store.close();

        assertEverythingIsUnavailable();
    }

    void assertEverythingIsUnavailable() {
        UUID anyId = UUID.randomUUID();
        assertUnavailable(() -> assessments.add(assessment("candidate")));
        assertUnavailable(() -> reader.result(anyId));
        assertUnavailable(() -> reader.firingRecord(anyId));
        assertUnavailable(() -> search.page(SearchFilter.ALL, null, 10));
        assertUnavailable(reader::check);
    }

    void assertUnavailable(ThrowingCallable work) {
        long start = System.nanoTime();
        assertThatThrownBy(work)
                .isInstanceOf(StoreUnavailableException.class)
                .hasCauseInstanceOf(Exception.class)
                .message()
                .startsWith("The record of assessments is not available: ")
                .doesNotContain("localhost", "127.0.0.1", "postgres", "kentei_", "jdbc");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    List<UUID> addMany(int count, String candidateId) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> {
                    AssessmentRecord added = assessment(candidateId);
                    assessments.add(added);
                    return added.assessmentId();
                })
                .toList());
    }

    public static List<UUID> ids(AssessmentPage page) {
        return page.items().stream().map(AssessmentSummary::assessmentId).toList();
    }

    public static AssessmentRecord assessment(String candidateId) {
        return assessment(candidateId, "{\"result\":true}", "{\"fired\":[]}");
    }

    public static AssessmentRecord assessment(String candidateId, String result, String firingRecord) {
        return assessment(candidateId, result, firingRecord, 2026);
    }

    public static AssessmentRecord assessment(String candidateId, String result, String firingRecord, int year) {
        @Nullable Integer noLevel = null;
        return new AssessmentRecord(
                UUID.randomUUID(),
                candidateId,
                LocalDate.of(year, 4, 1),
                Instant.now(),
                "revision",
                noLevel,
                new ServiceVersion("kentei", "drools"),
                new Client("client", null),
                WrittenDocuments.of("{\"candidateId\":true}", result, firingRecord),
                Set.of(),
                null);
    }

    static String document(int length, int seed) {
        var text = new StringBuilder("{\"text\":\"");
        new Random(seed)
                .ints(length - 11, 0, 40)
                .forEach(i -> text.appendCodePoint(i == 0 ? 0x1F600 : i == 1 ? '検' : 'a' + i % 26));
        return text.append("\"}").toString();
    }
}
