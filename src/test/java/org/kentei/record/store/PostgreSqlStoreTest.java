package org.kentei.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kentei.log.DocumentType;
import org.kentei.record.database.CommitUnknownException;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;
import org.kentei.record.database.Relay;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.idempotency.FirstAnswer;
import org.kentei.record.idempotency.FirstAnswers;
import org.kentei.record.idempotency.FirstAnswersContract;
import org.kentei.record.idempotency.KeyUsedException;
import org.kentei.record.idempotency.RequestKey;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.SearchFilter;

class PostgreSqlStoreTest extends AssessmentStoreContract {

    private final PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
    private final Relay relay = new Relay(database.port());

    @Override
    Database open() {
        return openAt(database.url(relay.port()));
    }

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    @Test
    void a_database_opened_to_read_refuses_every_write() {
        addMany(1, "candidate");
        try (Database reading = Database.openReadOnly(database.url(), database.user(), database.password())) {
            assertThat(RecordLog.begin(reading.jdbi()).frontier().size()).isEqualTo(1);
            assertThatThrownBy(() -> reading.jdbi().useHandle(handle -> handle.execute("delete from log_state")))
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void a_database_without_a_record_is_not_called_one_of_an_earlier_version() {
        PostgreSql.TestDatabase empty = PostgreSql.freshDatabase();
        assertThatThrownBy(() -> Database.openReadOnly(empty.url(), empty.user(), empty.password()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no record in this database");
    }

    @Test
    void a_server_that_is_gone_makes_the_store_unavailable_until_it_is_back() {
        addMany(1, "candidate");

        relay.cut();
        assertEverythingIsUnavailable();

        relay.restore();
        assertThatCode(() -> addMany(1, "candidate")).doesNotThrowAnyException();
    }

    @Test
    void a_restarted_server_is_not_noticed_by_clients() throws Exception {
        useFourConnections();

        relay.cut();
        relay.restore();

        assertThatCode(this::useFourConnections).doesNotThrowAnyException();
    }

    @Test
    void a_frozen_server_makes_the_store_unavailable_until_it_thaws() throws Exception {
        useFourConnections();

        relay.freeze();
        assertUnavailable(() -> reader().check());

        relay.restore();
        assertThatCode(() -> addMany(1, "candidate")).doesNotThrowAnyException();
    }

    @Test
    void a_locked_table_makes_the_store_unavailable_in_the_time_the_url_allows() throws SQLException {
        try (Connection other = connect();
                Database impatient = openAt(database.url() + "?socketTimeout=2")) {
            var assessments = storeOn(impatient);
            other.setAutoCommit(false);
            other.createStatement().execute("lock table assessment in access exclusive mode");
            assertUnavailable(() -> assessments.add(assessment("candidate")));
            other.rollback();

            assertThat(searchOn(impatient).page(SearchFilter.ALL, null, 10).items())
                    .isEmpty();
        }
    }

    @Test
    void a_database_that_takes_no_writes_makes_the_store_unavailable() throws SQLException {
        try (Connection other = connect()) {
            set(other, "default_transaction_read_only", "on");
            try (Database readOnly = open()) {
                var assessments = storeOn(readOnly);
                assertUnavailable(() -> assessments.add(assessment("candidate")));
            }
        }
    }

    @Test
    void commits_wait_for_the_disk_even_if_the_server_is_set_not_to() throws SQLException {
        try (Connection other = connect()) {
            set(other, "synchronous_commit", "off");
            try (Database lax = open()) {
                assertThat(setting(lax, "synchronous_commit")).isEqualTo("on");
            }
            set(other, "synchronous_commit", "remote_apply");
            try (Database strict = open()) {
                assertThat(setting(strict, "synchronous_commit")).isEqualTo("remote_apply");
            }
        }
        assertThat(setting(store(), "fsync")).isEqualTo("on");
    }

    @Test
    void a_server_that_is_down_at_the_start_is_named_as_the_reason() {
        relay.cut();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("The record of assessments cannot be opened with the settings `kentei.store.*`:"
                        + " the database cannot be reached.");
    }

    @Test
    void a_database_that_does_not_exist_is_named_as_the_reason() {
        assertThatThrownBy(() -> openAt(database.url() + "_not"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith("the database server has no database of that name.");
    }

    @Test
    void a_user_the_database_does_not_know_is_named_as_the_reason() {
        assertThatThrownBy(() -> Database.open(database.url(), "nobody", "secret", 16))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith("the database refuses the user or the password.");
    }

    @Test
    void foreign_tables_are_named_as_the_reason() throws SQLException {
        try (Connection other = connect()) {
            other.createStatement().execute("update flyway_schema_history set checksum = 1");
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith("its tables are not those of this version of Kentei.");
    }

    @Test
    void an_assessment_whose_commit_was_done_is_stored_even_if_the_answer_was_lost() {
        try (Database store = openWithReadableCommits()) {
            var added = assessment("candidate");
            relay.loseAnswerToNextCommit();

            storeOn(store).add(added);

            assertThat(readerOn(store).result(added.assessmentId()))
                    .contains(added.documents().text(DocumentType.RESULT));
            assertThat(RecordLog.begin(store.jdbi()).frontier().size()).isEqualTo(1);
        }
    }

    @Test
    void an_assessment_whose_commit_never_arrived_is_reported_as_not_stored() {
        try (Database store = openWithReadableCommits()) {
            var added = assessment("candidate");
            relay.loseNextCommit();

            assertThatThrownBy(() -> storeOn(store).add(added))
                    .isInstanceOf(StoreUnavailableException.class)
                    .isNotInstanceOf(CommitUnknownException.class);

            assertThat(readerOn(store).result(added.assessmentId())).isEmpty();
        }
    }

    @Test
    void an_assessment_with_an_unknown_outcome_is_named_by_its_id() throws Exception {
        try (Database store = openWithReadableCommits()) {
            var added = assessment("candidate");
            var assessments = storeOn(store);
            relay.loseAnswerToNextCommit();
            Thread cutting = new Thread(() -> {
                relay.awaitLostAnswer();
                relay.cut();
            });
            cutting.start();

            assertThatThrownBy(() -> assessments.add(added))
                    .isInstanceOfSatisfying(
                            CommitUnknownException.class,
                            unknown -> assertThat(unknown.assessmentId()).isEqualTo(added.assessmentId()));
            cutting.join();

            relay.restore();
            assertThat(readerOn(store).result(added.assessmentId()))
                    .contains(added.documents().text(DocumentType.RESULT));
        }
    }

    @Test
    void a_retry_under_the_same_key_after_an_unknown_outcome_finds_the_stored_assessment() throws Exception {
        try (Database store = openWithReadableCommits()) {
            AssessmentRecord added = assessment("candidate");
            FirstAnswers answers = FirstAnswersContract.answersOn(store, Instant::now);
            RequestKey key = FirstAnswersContract.key("unknown", "body");
            FirstAnswer answer = new FirstAnswer(added.assessmentId(), "en", "{}");
            relay.loseAnswerToNextCommit();
            Thread cutting = new Thread(() -> {
                relay.awaitLostAnswer();
                relay.cut();
            });
            cutting.start();
            assertThatThrownBy(() -> storeOn(store).add(added, null, answers.keyed(key, answer)))
                    .isInstanceOf(CommitUnknownException.class);
            cutting.join();

            relay.restore();
            assertThat(answers.find(key)).contains(answer);
            assertThatThrownBy(() -> storeOn(store).add(assessment("candidate"), null, answers.keyed(key, answer)))
                    .isInstanceOf(KeyUsedException.class);
        }
    }

    /** Otherwise the driver prepares the commit once, and the relay could not tell it from other statements. */
    private Database openWithReadableCommits() {
        return openAt(database.url(relay.port()) + "?prepareThreshold=0");
    }

    private void useFourConnections() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            var allConnected = new CountDownLatch(4);
            List<Future<Boolean>> done = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> store().jdbi().withHandle(handle -> {
                        allConnected.countDown();
                        allConnected.await();
                        return handle.execute("select 1") >= 0;
                    })))
                    .toList();
            for (Future<Boolean> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void set(Connection connection, String name, String value) throws SQLException {
        connection.createStatement().execute("alter database " + database.name() + " set " + name + " = " + value);
    }

    private static String setting(Database store, String name) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("select current_setting(:name)")
                        .bind("name", name)
                        .mapTo(String.class)
                        .one());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private Database openAt(String url) {
        return Database.open(url, database.user(), database.password(), 16);
    }
}
