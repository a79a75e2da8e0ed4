package org.kentei.record.idempotency;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.kentei.hash.Hash;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.EncryptedTexts;
import org.kentei.record.erasure.ErasedException;
import org.kentei.record.idempotency.FirstAnswer.KeyedAnswer;
import org.kentei.record.log.RecordLog;

/**
 * The first answers to requests with an idempotency key. A first answer is written in the transaction of its assessment:
 * either both are stored or none. Every method throws {@link StoreUnavailableException} if the database is not available.
 */
@Startup
@ApplicationScoped
public class FirstAnswers {

    /** The column of the answer, by which its encryption is bound to its place. */
    public static final String ANSWER = "answer";

    private static final String INSERT = """
        insert into first_answer (request_key, fingerprint, assessment_id, language, answer, expires_at)
        values (:key, :fingerprint, :assessmentId, :language, :answer, :expiresAt)
        """;

    private static final String SELECT = """
        select f.fingerprint, f.assessment_id, f.language, f.answer, a.erased_at, c.candidate, c.data_key
        from first_answer f
        join assessment a on a.assessment_id = f.assessment_id
        left join candidate c on c.candidate = a.candidate
        where f.request_key = :key and f.expires_at > :now
        """;

    private static final int REMOVED_AT_ONCE = 1000;

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final Clock clock;
    private final Duration life;

    /** @param life how long a key is remembered */
    public FirstAnswers(
            RecordLog log,
            CandidateKeys candidates,
            Clock clock,
            @ConfigProperty(name = "kentei.idempotency.life", defaultValue = "PT24H") Duration life) {
        this.log = log;
        this.candidates = candidates;
        this.clock = clock;
        this.life = life;
    }

    /** An answer to be stored with its assessment. */
    public KeyedAnswer keyed(RequestKey key, FirstAnswer answer) {
        Instant now = clock.instant();
        return new KeyedAnswer(
                key,
                answer.assessmentId(),
                answer.language(),
                EncryptedTexts.packText(answer.body()),
                now,
                now.plus(life));
    }

    /**
     * The first answer to the same request; empty if there is none, or not any more.
     *
     * @throws OtherBodyException if the key was used with another body
     * @throws ErasedException if the assessment was erased
     */
    public Optional<FirstAnswer> find(RequestKey key) {
        return log.read(handle -> handle.createQuery(SELECT)
                .bind("key", key.key().bytes())
                .bindBySqlType("now", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .map((row, context) -> read(row, key))
                .findOne());
    }

    private FirstAnswer read(ResultSet row, RequestKey key) throws SQLException {
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        if (erasedAt != null) {
            throw new ErasedException(erasedAt.toInstant());
        }
        if (!Hash.ofBytes(row.getBytes("fingerprint")).equals(key.fingerprint())) {
            throw new OtherBodyException();
        }
        UUID assessmentId = row.getObject("assessment_id", UUID.class);
        byte[] dataKey = candidates.unwrap(row.getBytes("data_key"), row.getLong("candidate"));
        return new FirstAnswer(
                assessmentId,
                row.getString("language"),
                EncryptedTexts.openText(dataKey, assessmentId, ANSWER, row.getBytes(ANSWER)));
    }

    /**
     * Makes sure that none of the keys is used, within a transaction that has locked the log, and forgets those that have
     * expired.
     *
     * @throws KeyUsedException if one is used, or comes up twice
     */
    public static void requireUnused(Handle handle, List<KeyedAnswer> added) {
        if (added.isEmpty()) {
            return;
        }
        Instant now = added.get(0).madeAt();
        Set<Hash> keys = new HashSet<>();
        for (KeyedAnswer one : added) {
            if (!keys.add(one.key().key())) {
                throw new KeyUsedException();
            }
        }
        List<byte[]> bytes = keys.stream().map(Hash::bytes).toList();
        List<Instant> used = handle.createQuery("select expires_at from first_answer where request_key in (<keys>)")
                .bindList("keys", bytes)
                .map((row, context) ->
                        row.getObject("expires_at", OffsetDateTime.class).toInstant())
                .list();
        if (used.stream().anyMatch(now::isBefore)) {
            throw new KeyUsedException();
        }
        if (!used.isEmpty()) {
            handle.createUpdate("delete from first_answer where request_key in (<keys>)")
                    .bindList("keys", bytes)
                    .execute();
        }
    }

    /** Stores answers in the transaction of their assessments; each is encrypted under the key of its candidate. */
    public static void add(Handle handle, Map<KeyedAnswer, byte[]> dataKeys) {
        BatchInsert rows = new BatchInsert(INSERT);
        dataKeys.forEach((added, dataKey) -> rows.add(row -> row.bind(
                        "key", added.key().key().bytes())
                .bind("fingerprint", added.key().fingerprint().bytes())
                .bindBySqlType("assessmentId", added.assessmentId(), Types.OTHER)
                .bind("language", added.language())
                .bind("answer", EncryptedTexts.sealText(dataKey, added.assessmentId(), ANSWER, added.packed()))
                .bindBySqlType(
                        "expiresAt", added.expiresAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)));
        rows.execute(handle);
    }

    /** Removes some of the rows that have expired. Returns how many; less than {@value #REMOVED_AT_ONCE} if no more are left. */
    int removeSomeExpired() {
        return log.write(handle -> handle.createUpdate("delete from first_answer where request_key in"
                        + " (select request_key from first_answer where expires_at <= :now order by expires_at limit "
                        + REMOVED_AT_ONCE + ")")
                .bindBySqlType("now", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .execute());
    }

    /** Whether a call of {@link #removeSomeExpired} removed as many rows as one may. */
    static boolean mayHaveMore(int removed) {
        return removed == REMOVED_AT_ONCE;
    }
}
