package org.kentei.access;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.kentei.hash.Hash;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.log.BackgroundTask;

/**
 * The API keys in memory, so that no request waits for the database to be authenticated. They are read again each second:
 * within that time a change is effective on every instance.
 */
@ApplicationScoped
public class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ApiKeys keys;
    private final Clock clock;
    private final ConcurrentHashMap<String, Instant> uses = new ConcurrentHashMap<>();
    private final BackgroundTask reader = new BackgroundTask("api-keys");

    private volatile Map<String, StoredKey> byId = Map.of();

    public KeyRing(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        read();
        reader.repeat(this::readAgain, PAUSE, PAUSE);
    }

    /** Whether a key was ever added, be it valid or not. */
    public boolean hasKeys() {
        return !byId.isEmpty();
    }

    /** The key that is kept of this text; empty if none is. Hashes are compared in constant time. */
    Optional<StoredKey> find(String key) {
        Hash hash = ApiKey.hash(key);
        return Optional.ofNullable(byId.get(StoredKey.id(hash)))
                .filter(stored -> stored.hash().equals(hash));
    }

    /** A valid key by its id. */
    public Optional<StoredKey> live(String keyId) {
        Instant now = clock.instant();
        return Optional.ofNullable(byId.get(keyId)).filter(key -> key.live(now));
    }

    /** Notes that a key is used now. */
    void used(StoredKey key) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant last = key.lastUsedAt();
        if (last == null || last.isBefore(minute)) {
            uses.put(key.keyId(), minute);
        }
    }

    /** Reads the keys at once, so that this instance knows what it has just changed. */
    public synchronized void read() {
        byId = keys.list().stream().collect(Collectors.toUnmodifiableMap(StoredKey::keyId, Function.identity()));
    }

    private void readAgain() {
        try {
            Map<String, Instant> noted = Map.copyOf(uses);
            if (!noted.isEmpty()) {
                keys.used(noted);
                noted.forEach(uses::remove);
            }
            read();
        } catch (StoreUnavailableException unavailable) {
            // requests that need the record say so; the keys known so far stay valid
            LOG.debug("The API keys cannot be read now.", unavailable);
        } catch (RuntimeException unexpected) {
            // an exception would end the reading for good
            LOG.error("The API keys cannot be read.", unexpected);
        }
    }

    @PreDestroy
    void end() {
        reader.stop();
    }
}
