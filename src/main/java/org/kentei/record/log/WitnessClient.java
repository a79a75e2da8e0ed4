package org.kentei.record.log;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.Cosignature;
import org.kentei.log.VerifierKey;
import org.kentei.log.WitnessRequest;
import org.kentei.outgoing.OutgoingHttp;
import org.kentei.outgoing.OutgoingHttp.Answer;
import org.kentei.outgoing.OutgoingHttp.BrokenAnswerException;
import org.kentei.record.database.StoreUnavailableException;

/** Asks one witness to cosign the newest checkpoint, and stores what it signed. Not for several threads at once. */
public final class WitnessClient {

    private static final Logger LOG = Logger.getLogger(WitnessClient.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 65_536;
    private static final int MOST_CHARACTERS_SHOWN = 200;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int NOT_CONTINUED = 422;

    private final RecordLog log;
    private final VerifierKey witness;
    private final URI address;
    private final OutgoingHttp http = new OutgoingHttp(HttpClient.Redirect.NEVER, TIME_LIMIT, MOST_BYTES);
    private volatile @Nullable String failure;
    private volatile long cosigned;

    /** @param address that of the witness, ending in a slash */
    WitnessClient(RecordLog log, VerifierKey witness, URI address) {
        this.log = log;
        this.witness = witness;
        this.address = address;
    }

    private record StoredCheckpoint(long size, String keyId, String note) {}

    /** Only the beginning of what another party wrote, without line breaks: it goes into the service's log. */
    private static String inWords(Answer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return "it answered " + answer.status() + ", a redirect; the service needs the address that answers itself";
        }
        String said = answer.body().strip().replaceAll("\\p{Cntrl}+", " ");
        String shown = said.length() > MOST_CHARACTERS_SHOWN ? said.substring(0, MOST_CHARACTERS_SHOWN) + "…" : said;
        return "it answered " + answer.status() + (shown.isEmpty() ? "" : ", `" + shown + "`");
    }

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
            String reason = reason(failed);
            if (!reason.equals(failure)) {
                LOG.warnf("The witness `%s` does not cosign the log: %s. The service tries again.", name(), reason);
            }
            failure = reason;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String reason(Exception failed) {
        if (failed instanceof RefusedException || failed instanceof BrokenAnswerException) {
            return String.valueOf(failed.getMessage());
        }
        if (failed instanceof HttpTimeoutException) {
            return "it did not answer within " + TIME_LIMIT.toSeconds() + " seconds";
        }
        if (failed instanceof ConnectException) {
            return "nothing answers at `" + address + "`";
        }
        if (failed instanceof StoreUnavailableException) {
            return "the service cannot read its own log now, because the database does not answer";
        }
        return "it cannot be asked: " + failed;
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
            long old = cosigned;
            Answer answer = send(old, checkpoint);
            for (long before = -1; answer.status() == CONFLICT; before = old) {
                old = size(answer.body());
                if (old > checkpoint.size() && old <= log.frontier().size()) {
                    // another instance was faster
                    return;
                }
                // it may have gone on meanwhile, asked by another instance; saying the same again, it means another log
                requireSame(old > before && old <= checkpoint.size(), old);
                answer = send(old, checkpoint);
            }
            requireSame(answer.status() != NOT_CONTINUED, old);
            if (answer.status() != OK) {
                throw new RefusedException(inWords(answer));
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
        return http.send(HttpRequest.newBuilder(address.resolve("add-checkpoint"))
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static long size(String body) {
        String digits = body.strip();
        if (!digits.matches("[0-9]{1,18}")) {
            throw new RefusedException("it answered 409 without a size");
        }
        return Long.parseLong(digits);
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
