package org.kentei.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.access.KeyException.Reason;
import org.kentei.hash.Hash;
import org.kentei.log.Client;
import org.kentei.log.LogEntry.ApiKeyEntry;
import org.kentei.log.LogEntry.ApiKeyEntry.Change;
import org.kentei.record.log.RecordLog;

/** Adds, lists, rotates and revokes API keys. Every change is an entry of the log, in the same transaction. */
@ApplicationScoped
public class ApiKeys {

    /** How long a rotated key stays valid if nothing else is said. */
    public static final String USUAL_OVERLAP = "P1D";

    /** Without a colon, so that no key has the name of a client that an issuer vouches for. */
    private static final Pattern CLIENT_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@/-]{0,99}");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final RecordLog log;
    private final Clock clock;

    public ApiKeys(RecordLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * A key that was just made.
     *
     * @param key the key itself, which is not kept and cannot be shown again
     */
    public record NewKey(String key, StoredKey stored) {

        @Override
        public String toString() {
            return stored.keyId();
        }
    }

    /**
     * Makes a key.
     *
     * @param client whom it authenticates
     * @param lifetime how long it is valid, as ISO 8601 writes it, such as {@code P90D}; null for always
     * @throws KeyException if one of these cannot be right
     */
    public NewKey add(String client, Set<Role> roles, @Nullable String lifetime, Client asker) {
        if (!CLIENT_NAME.matcher(client).matches()) {
            throw invalid(
                    "`" + client + "` cannot be the name of a client. A name has at most 100 letters, digits, blanks"
                            + " and `. _ @ / -`, and begins with a letter or digit.");
        }
        if (roles.isEmpty()) {
            throw invalid("A key has at least one role: " + codes(EnumSet.allOf(Role.class)) + ".");
        }
        Instant now = now();
        @Nullable Instant expiresAt = lifetime == null ? null : after(now, lifetime);
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            NewKey added = insert(handle, client, roles, now, expiresAt);
            transaction.append(entry(Change.ADDED, now, added.stored(), null, asker));
            return added;
        });
    }

    /** All keys, also those that are not valid any more, the oldest first. */
    public List<StoredKey> list() {
        return log.read(handle -> select(handle, "", Map.of()));
    }

    /**
     * Makes a key with the same client and roles. The old key stays valid for the overlap, and not longer than before.
     *
     * @param overlap how long the old key stays valid, as ISO 8601 writes it
     * @param lifetime how long the new key is valid; if null, as long as the old one was when it was made
     * @throws KeyException if there is no such key, or it is not valid, or was rotated before
     */
    public NewKey rotate(String keyId, String overlap, @Nullable String lifetime, Client asker) {
        Instant now = now();
        Instant end = after(now, overlap);
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            StoredKey old = require(handle, keyId);
            if (!old.live(now)) {
                throw invalid("The key `" + keyId + "` is not valid any more. Add a new one.");
            }
            if (old.replacedBy() != null) {
                throw invalid("The key `" + keyId + "` was rotated already. Rotate `" + old.replacedBy()
                        + "`, which took its place.");
            }
            NewKey added = insert(handle, old.client(), old.roles(), now, expiry(old, now, lifetime));
            Instant oldExpiresAt = old.expiresAt() != null && old.expiresAt().isBefore(end) ? old.expiresAt() : end;
            handle.createUpdate("update api_key set expires_at = :expires, replaced_by = :by where key_id = :id")
                    .bindBySqlType("expires", utc(oldExpiresAt), Types.TIMESTAMP_WITH_TIMEZONE)
                    .bind("by", added.stored().keyId())
                    .bind("id", keyId)
                    .execute();
            transaction.append(entry(
                    Change.ROTATED,
                    now,
                    added.stored(),
                    new ApiKeyEntry.Replaced(old.hash().hex(), oldExpiresAt),
                    asker));
            return added;
        });
    }

    private static @Nullable Instant expiry(StoredKey old, Instant now, @Nullable String lifetime) {
        if (lifetime != null) {
            return after(now, lifetime);
        }
        return old.expiresAt() == null ? null : now.plus(Duration.between(old.addedAt(), old.expiresAt()));
    }

    /**
     * Ends a key at once.
     *
     * @throws KeyException if there is no such key
     */
    public StoredKey revoke(String keyId, Client asker) {
        Instant now = now();
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            StoredKey key = require(handle, keyId);
            if (key.revokedAt() == null) {
                handle.createUpdate("update api_key set revoked_at = :now where key_id = :id")
                        .bindBySqlType("now", utc(now), Types.TIMESTAMP_WITH_TIMEZONE)
                        .bind("id", keyId)
                        .execute();
                transaction.append(entry(Change.REVOKED, now, key, null, asker));
            }
            return require(handle, keyId);
        });
    }

    /** Notes when keys were used last. */
    void used(Map<String, Instant> uses) {
        log.write(handle -> {
            uses.forEach((keyId, at) -> handle.createUpdate("update api_key set last_used_at = :at where key_id = :id"
                            + " and (last_used_at is null or last_used_at < :at)")
                    .bindBySqlType("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                    .bind("id", keyId)
                    .execute());
            return uses.size();
        });
    }

    private static NewKey insert(
            Handle handle, String client, Set<Role> roles, Instant now, @Nullable Instant expiresAt) {
        String key = ApiKey.random();
        Hash hash = ApiKey.hash(key);
        StoredKey stored = new StoredKey(StoredKey.id(hash), hash, client, roles, now, expiresAt, null, null, null);
        handle.createUpdate("insert into api_key (key_id, key_hash, client, roles, added_at, expires_at)"
                        + " values (:id, :hash, :client, :roles, :added, :expires)")
                .bind("id", stored.keyId())
                .bind("hash", hash.bytes())
                .bind("client", client)
                .bind("roles", codes(roles))
                .bindBySqlType("added", utc(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("expires", expiresAt == null ? null : utc(expiresAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .execute();
        return new NewKey(key, stored);
    }

    private static StoredKey require(Handle handle, String keyId) {
        if (!ID.matcher(keyId).matches()) {
            throw new KeyException(
                    Reason.UNKNOWN, "`" + shortened(keyId) + "` is not the id of a key. An id has 12 hex digits.");
        }
        return select(handle, " where key_id = :id", Map.of("id", keyId)).stream()
                .findFirst()
                .orElseThrow(() -> new KeyException(Reason.UNKNOWN, "There is no key with the id `" + keyId + "`."));
    }

    /** What is no id may be a key: it must not come back in a message. */
    private static String shortened(String keyId) {
        return keyId.length() <= ApiKey.PREFIX.length() ? keyId : keyId.substring(0, ApiKey.PREFIX.length()) + "…";
    }

    private static List<StoredKey> select(Handle handle, String where, Map<String, ?> values) {
        return handle.createQuery(
                        "select key_id, key_hash, client, roles, added_at, expires_at, revoked_at, replaced_by,"
                                + " last_used_at from api_key" + where + " order by added_at, key_id")
                .bindMap(values)
                .map((row, context) -> read(row))
                .list();
    }

    private static StoredKey read(ResultSet row) throws SQLException {
        return new StoredKey(
                row.getString("key_id"),
                Hash.ofBytes(row.getBytes("key_hash")),
                row.getString("client"),
                roles(List.of(row.getString("roles").split(","))),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                moment(row, "expires_at"),
                moment(row, "revoked_at"),
                row.getString("replaced_by"),
                moment(row, "last_used_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static ApiKeyEntry entry(
            Change change, Instant now, StoredKey key, ApiKeyEntry.@Nullable Replaced replaced, Client asker) {
        return new ApiKeyEntry(
                now,
                change,
                key.hash().hex(),
                key.client(),
                key.roles().stream().sorted().map(Role::code).toList(),
                key.expiresAt(),
                replaced,
                asker);
    }

    /**
     * Roles by their codes.
     *
     * @throws KeyException if one of them is no role
     */
    public static Set<Role> roles(List<String> codes) {
        return codes.stream()
                .map(code -> Stream.of(Role.values())
                        .filter(role -> role.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> invalid("There is no role `" + code + "`. The roles are "
                                + codes(EnumSet.allOf(Role.class)).replace(",", ", ") + ".")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static String codes(Set<Role> roles) {
        return roles.stream().sorted().map(Role::code).collect(Collectors.joining(","));
    }

    private static Instant after(Instant now, String duration) {
        try {
            TemporalAmount amount = duration.contains("T") ? Duration.parse(duration) : Period.parse(duration);
            Instant end = now.atOffset(ZoneOffset.UTC).plus(amount).toInstant();
            Duration length = Duration.between(now, end);
            if (!length.isNegative() && length.compareTo(LONGEST) <= 0) {
                return end;
            }
        } catch (DateTimeException | ArithmeticException noDuration) {
            // refused below, like one that is out of range
        }
        throw invalid("`" + duration
                + "` is not a duration of at most 100 years as ISO 8601 writes it, such as `P90D` or" + " `PT12H`.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static KeyException invalid(String message) {
        return new KeyException(Reason.INVALID, message);
    }
}
