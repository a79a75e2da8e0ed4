package org.kentei.record.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kentei.record.store.AssessmentStoreContract.assessment;
import static org.kentei.record.store.AssessmentStoreContract.ids;
import static org.kentei.record.store.AssessmentStoreContract.storeOn;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.log.Client;
import org.kentei.record.database.Database;
import org.kentei.record.encryption.TestKeys;
import org.kentei.record.erasure.ErasedException;
import org.kentei.record.erasure.Erasure;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.SearchFilter;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;

/** What holds of keys that make a request safe to repeat, whichever database keeps the record. */
public abstract class FirstAnswersContract {

    private Database store;
    private AssessmentStore assessments;

    /** Opens the database of this test. */
    abstract Database open();

    /** The same database, as another service has it. */
    abstract Database anotherInstance();

    @BeforeEach
    void openStore() {
        store = open();
        assessments = storeOn(store);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void of_many_requests_under_one_key_one_assessment_is_stored_on_any_instance() throws Exception {
        RequestKey key = key("retry", "body");
        FirstAnswers answers = answers(Instant::now);
        AtomicInteger refused = new AtomicInteger();
        List<UUID> added = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<AssessmentStore> instances = List.of(assessments, storeOn(anotherInstance()));
            List<Callable<Boolean>> posts = new ArrayList<>();
            for (int count = 0; count < 64; count++) {
                AssessmentStore instance = instances.get(count % 2);
                posts.add(() -> {
                    AssessmentRecord one = assessment("candidate");
                    try {
                        instance.add(
                                one, null, answers.keyed(key, new FirstAnswer(one.assessmentId(), "en", "{\"a\":1}")));
                        return added.add(one.assessmentId());
                    } catch (KeyUsedException used) {
                        return refused.incrementAndGet() > 0;
                    }
                });
            }
            for (Future<Boolean> post : threads.invokeAll(posts)) {
                post.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(added).hasSize(1);
        assertThat(refused).hasValue(63);
        assertThat(ids(search().page(SearchFilter.ALL, null, 100))).isEqualTo(added);
        assertThat(RecordLog.begin(store.jdbi()).frontier().size()).isEqualTo(1);
        assertThat(answers.find(key)).contains(new FirstAnswer(added.get(0), "en", "{\"a\":1}"));
    }

    @Test
    void assessments_under_keys_of_their_own_are_all_stored_together() throws Exception {
        FirstAnswers answers = answers(Instant::now);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> posts = new ArrayList<>();
            for (int count = 0; count < 64; count++) {
                RequestKey key = key("key " + count, "body");
                posts.add(() -> {
                    AssessmentRecord one = assessment("candidate");
                    assessments.add(one, null, answers.keyed(key, new FirstAnswer(one.assessmentId(), null, "{}")));
                    return answers.find(key).orElseThrow().assessmentId().equals(one.assessmentId());
                });
            }
            for (Future<Boolean> post : threads.invokeAll(posts)) {
                assertThat(post.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(search().page(SearchFilter.ALL, null, 100).items()).hasSize(64);
    }

    @Test
    void a_key_belongs_to_one_body_one_client_and_one_operation() {
        addUnder(key("same", "body"), Instant::now);
        assertThatThrownBy(() -> answers(Instant::now).find(key("same", "other body")))
                .isInstanceOf(OtherBodyException.class);
        assertThat(answers(Instant::now).find(RequestKey.of("assess", "another client", "same", new byte[0])))
                .isEmpty();
        assertThat(answers(Instant::now).find(RequestKey.of("assess", null, "same", new byte[0])))
                .isEmpty();
        assertThat(answers(Instant::now).find(RequestKey.of("job", "client", "same", new byte[0])))
                .isEmpty();
    }

    @Test
    void a_key_that_has_expired_can_be_used_again_and_is_removed_in_the_end() {
        RequestKey key = key("daily", "body");
        Instant before = Instant.now().minus(Duration.ofHours(25));
        UUID first = addUnder(key, () -> before);
        assertThat(answers(() -> before.plus(Duration.ofHours(23))).find(key))
                .map(FirstAnswer::assessmentId)
                .contains(first);
        assertThat(answers(Instant::now).find(key)).isEmpty();

        UUID second = addUnder(key, Instant::now);
        assertThat(answers(Instant::now).find(key))
                .map(FirstAnswer::assessmentId)
                .contains(second);

        addUnder(key("another", "body"), () -> before);
        new ExpiredAnswers(answers(Instant::now)).remove();
        assertThat(store.jdbi()
                        .<Long, RuntimeException>withHandle(
                                handle -> handle.createQuery("select count(*) from first_answer")
                                        .mapTo(Long.class)
                                        .one()))
                .isEqualTo(1);
    }

    @Test
    void erasing_takes_away_the_first_answer_and_a_retry_stores_nothing() {
        RequestKey key = key("erased", "body");
        addUnder(key, Instant::now);
        new Erasure(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES, Clock.systemUTC())
                .candidate("candidate", new Client(null, null));

        assertThatThrownBy(() -> answers(Instant::now).find(key)).isInstanceOf(ErasedException.class);
        assertThatThrownBy(() -> addUnder(key, Instant::now)).isInstanceOf(KeyUsedException.class);
        assertThat(store.jdbi()
                        .<Long, RuntimeException>withHandle(handle -> handle.createQuery(
                                        "select count(*) from first_answer where answer is not null"
                                                + " or fingerprint is not null")
                                .mapTo(Long.class)
                                .one()))
                .isZero();
    }

    private UUID addUnder(RequestKey key, InstantSource now) {
        AssessmentRecord one = assessment("candidate");
        assessments.add(one, null, answers(now).keyed(key, new FirstAnswer(one.assessmentId(), "ja", "{\"検\":1}")));
        return one.assessmentId();
    }

    public static RequestKey key(String key, String body) {
        return RequestKey.of("assess", "client", key, body.getBytes(StandardCharsets.UTF_8));
    }

    private FirstAnswers answers(InstantSource now) {
        return answersOn(store, now);
    }

    public static FirstAnswers answersOn(Database store, InstantSource now) {
        return new FirstAnswers(
                RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES, now.withZone(ZoneOffset.UTC), Duration.ofHours(24));
    }

    private AssessmentSearch search() {
        return new AssessmentSearch(RecordLog.begin(store.jdbi()), TestKeys.CANDIDATES);
    }

    final Database store() {
        return store;
    }
}
