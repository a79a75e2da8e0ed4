package org.kentei.record.log;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.Cosignature;
import org.kentei.log.VerifierKey;
import org.kentei.log.WitnessRequest;

/** Asks one witness to cosign the newest checkpoint, and stores what it signed. Not for several threads at once. */
public final class WitnessClient {

    private static final Logger LOG = Logger.getLogger(WitnessClient.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 65_536;
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final RecordLog log;
    private final VerifierKey witness;
    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIME_LIMIT)
            .build();
    private volatile @Nullable String failure;
    private volatile long cosigned;

    /** @param address that of the witness, ending in a slash */
    WitnessClient(RecordLog log, VerifierKey witness, URI address) {
        this.log = log;
        this.witness = witness;
        this.address = address;
    }

    private record StoredCheckpoint(long size, String keyId, String note) {}

    private record Answer(int status, String body) {}

    /** The name of the witness. */
    public String name() {
        return witness.name();
    }

    /** Why the witness did not cosign the newest checkpoint; empty if it did. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** How many entries the newest checkpoint covers that the witness cosigned. */
    public long cosigned() {
        return cosigned;
    }

    /** Asks, and keeps the reason if the witness does not cosign. */
    void askQuietly() {
        try {
            ask();
            if (failure != null) {
                LOG.infof("The witness `%s` cosigns the log again.", name());
            }
            failure = null;
        } catch (IOException | RuntimeException failed) {
            String reason = failed instanceof RefusedException ? failed.getMessage() : "it cannot be asked: " + failed;
            if (failure == null) {
                LOG.warnf("The witness `%s` does not cosign the log: %s. The service tries again.", name(), reason);
            }
            failure = reason;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks until the newest checkpoint is cosigned. */
    void ask() throws IOException, InterruptedException {
        cosigned = stored();
        while (true) {
            Optional<StoredCheckpoint> newest = newest();
            if (newest.isEmpty() || newest.get().size() <= cosigned) {
                return;
            }
            StoredCheckpoint checkpoint = newest.get();
            Answer answer = send(cosigned, checkpoint);
            if (answer.status() == CONFLICT) {
                long known = size(answer.body());
                if (known > checkpoint.size() && known <= log.frontier().size()) {
                    // another instance was faster
                    return;
                }
                requireSame(known <= checkpoint.size(), known);
                answer = send(known, checkpoint);
                requireSame(answer.status() != CONFLICT, known);
            }
            if (answer.status() != OK) {
                throw new RefusedException(
                        "it answered " + answer.status() + ", `" + answer.body().strip() + "`");
            }
            store(checkpoint, cosignature(answer.body(), checkpoint));
            cosigned = checkpoint.size();
        }
    }

    private static void requireSame(boolean same, long known) {
        if (!same) {
            throw new RefusedException("it cosigned another log of " + known
                    + " entries under this name: this one was forked or rolled back, as by restoring a backup");
        }
    }

    private static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }

    private long stored() {
        return log.read(handle -> handle.createQuery(
                        "select coalesce(max(tree_size), 0) from cosignature where witness_id = :id")
                .bind("id", witness.id())
                .mapTo(Long.class)
                .one());
    }

    private Optional<StoredCheckpoint> newest() {
        return log.read(handle -> handle.createQuery(
                        "select tree_size, key_id, note from checkpoint order by tree_size desc, key_id limit 1")
                .map((row, context) -> new StoredCheckpoint(row.getLong(1), row.getString(2), row.getString(3)))
                .findOne());
    }

    private Answer send(long oldSize, StoredCheckpoint checkpoint) throws IOException, InterruptedException {
        String body =
                new WitnessRequest(oldSize, log.consistency(oldSize, checkpoint.size()), checkpoint.note()).body();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("add-checkpoint"))
                .timeout(TIME_LIMIT)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream answer = response.body()) {
            // the limit of the request ends with the headers of the response
            CompletableFuture.delayedExecutor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> close(answer));
            return new Answer(response.statusCode(), new String(answer.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }

    private static void close(InputStream answer) {
        try {
            answer.close();
        } catch (IOException broken) {
            // it cannot be read any more, which is what was wanted
        }
    }

    private static long size(String body) {
        try {
            return Long.parseLong(body.strip());
        } catch (NumberFormatException noSize) {
            throw new RefusedException("it answered 409 without a size");
        }
    }

    private String cosignature(String answer, StoredCheckpoint checkpoint) {
        Checkpoint cosigned = Checkpoint.unverified(checkpoint.note());
        try {
            for (String line : answer.split("\n")) {
                if (Cosignature.open(line, cosigned, witness).isPresent()) {
                    return line + "\n";
                }
            }
        } catch (InvalidCheckpointException wrong) {
            throw new RefusedException("its answer is not valid: " + wrong.getMessage());
        }
        throw new RefusedException("its answer is signed by another key");
    }

    private void store(StoredCheckpoint checkpoint, String line) {
        try {
            log.write(handle -> handle.createUpdate("insert into cosignature (tree_size, key_id, witness_id, line)"
                            + " values (:size, :key, :witness, :line)")
                    .bind("size", checkpoint.size())
                    .bind("key", checkpoint.keyId())
                    .bind("witness", witness.id())
                    .bind("line", line)
                    .execute());
        } catch (JdbiException refused) {
            // another instance may have been faster
            if (stored() < checkpoint.size()) {
                throw refused;
            }
        }
    }
}
