package org.kentei.witness;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kentei.files.PrivateFiles;
import org.kentei.files.UnusableFileException;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.Cosignature;
import org.kentei.log.KeyType;
import org.kentei.log.MerkleProof;
import org.kentei.log.SigningKey;
import org.kentei.log.VerifierKey;
import org.kentei.log.WitnessRequest;

/**
 * Cosigns the checkpoints of the logs that it knows, if each continues the one before. It keeps the newest of each log in its
 * folder, and its own key. One process at a time has the folder open. It answers as C2SP tlog-witness says.
 */
public final class Witness implements AutoCloseable {

    private static final String KEY = "witness-key";
    private static final String PUBLIC_KEY = "witness-key.pub";
    private static final String LOCK = "lock";
    private static final Checkpoint NONE = new Checkpoint("", 0, Hash.OF_NOTHING, Instant.EPOCH);

    private final Path folder;
    private final FileChannel lock;
    private final SigningKey key;
    private final List<VerifierKey> logs;
    private final Clock clock;

    private Witness(Path folder, FileChannel lock, SigningKey key, List<VerifierKey> logs, Clock clock) {
        this.folder = folder;
        this.lock = lock;
        this.key = key;
        this.logs = logs;
        this.clock = clock;
    }

    /**
     * What it answers to a request.
     *
     * @param status the HTTP status
     * @param body signature lines if it cosigned, a size with the status 409, otherwise the reason
     */
    public record Answer(int status, String body) {}

    /**
     * Opens a witness, and makes it if the folder has none.
     *
     * @param name its name; must be given when it is made
     * @param logs the keys of the logs whose checkpoints it cosigns
     * @throws IllegalArgumentException if it has another name, or none was given
     * @throws UnusableFileException if another process has the folder open, or a file in it is open to others or was changed
     */
    public static Witness open(Path folder, Optional<String> name, List<VerifierKey> logs, Clock clock)
            throws IOException {
        PrivateFiles.makeFolders(folder);
        FileChannel lock = FileChannel.open(
                folder.resolve(LOCK), Set.of(CREATE, WRITE), PrivateFiles.ofAFile(folder.resolve(LOCK)));
        try {
            if (!isLocked(lock)) {
                throw new UnusableFileException("Another process has the witness in `" + folder + "` open.");
            }
            Witness witness = new Witness(folder, lock, key(folder, name), List.copyOf(logs), clock);
            for (VerifierKey log : logs) {
                witness.newest(log.name());
            }
            return witness;
        } catch (IOException | RuntimeException refused) {
            lock.close();
            throw refused;
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static SigningKey key(Path folder, Optional<String> name) throws IOException {
        Path file = folder.resolve(KEY);
        Path publicKey = folder.resolve(PUBLIC_KEY);
        if (!Files.exists(file)) {
            String given = name.orElseThrow(() -> new IllegalArgumentException(
                    "A new witness needs a name, such as `witness.example.com/kentei` (--name)."));
            SigningKey made = SigningKey.generate(given, KeyType.WITNESS);
            // the name is only in the public key, so that is written first
            PrivateFiles.writeWhole(publicKey, (made.verifier() + "\n").getBytes(StandardCharsets.UTF_8));
            PrivateFiles.writeNew(file, made.pem().getBytes(StandardCharsets.UTF_8));
        }
        PrivateFiles.requireClosedToOthers("The key", file, "");
        VerifierKey known = VerifierKey.parse(Files.readString(publicKey), KeyType.WITNESS);
        SigningKey read = SigningKey.parse(known.name(), KeyType.WITNESS, Files.readString(file));
        if (!read.verifier().equals(known)) {
            throw new UnusableFileException("The key `" + file + "` does not belong to `" + publicKey + "`.");
        }
        if (name.isPresent() && !name.get().equals(known.name())) {
            throw new IllegalArgumentException("The witness in `" + folder + "` has the name `" + known.name() + "`.");
        }
        return read;
    }

    /** The public key that checks what this witness cosigned. */
    public VerifierKey verifier() {
        return key.verifier();
    }

    /**
     * Cosigns a checkpoint if it continues the newest one of its log. When this returns, the checkpoint is on the disk.
     *
     * @param body a {@link WitnessRequest}
     */
    public synchronized Answer add(String body) throws IOException {
        WitnessRequest request;
        Checkpoint checkpoint;
        try {
            request = WitnessRequest.parse(body);
            checkpoint = Checkpoint.unverified(request.note());
        } catch (IllegalArgumentException noRequest) {
            return new Answer(400, "The request is not valid: " + noRequest.getMessage() + ".\n");
        }
        List<VerifierKey> keys = logs.stream()
                .filter(log -> log.name().equals(checkpoint.origin()))
                .toList();
        if (keys.isEmpty()) {
            return new Answer(404, "This witness does not know the log `" + checkpoint.origin() + "`.\n");
        }
        try {
            Checkpoint.open(request.note(), keys);
        } catch (InvalidCheckpointException notSigned) {
            return new Answer(403, "The checkpoint is not valid: " + notSigned.getMessage() + ".\n");
        }
        if (request.oldSize() > checkpoint.size()) {
            return new Answer(400, "The old size is larger than that of the checkpoint.\n");
        }
        Checkpoint newest =
                newest(checkpoint.origin()).map(Checkpoint::unverified).orElse(NONE);
        boolean other = checkpoint.size() == newest.size() && !checkpoint.root().equals(newest.root());
        if (request.oldSize() != newest.size() || other) {
            return new Answer(409, newest.size() + "\n");
        }
        if (!MerkleProof.consistent(
                newest.size(), newest.root(), checkpoint.size(), checkpoint.root(), request.proof())) {
            return new Answer(
                    422, "The checkpoint does not continue the one of " + newest.size() + " entries, as proved.\n");
        }
        String line = Cosignature.sign(checkpoint, key, clock.instant());
        PrivateFiles.writeWhole(file(checkpoint.origin()), (request.note() + line).getBytes(StandardCharsets.UTF_8));
        return new Answer(200, line);
    }

    /**
     * The newest checkpoint of a log, with its signatures and that of this witness; empty if it cosigned none.
     *
     * @throws UnusableFileException if this witness did not cosign what is in its folder
     */
    public synchronized Optional<String> newest(String origin) throws IOException {
        Path file = file(origin);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String note = Files.readString(file);
        try {
            Checkpoint checkpoint = Checkpoint.unverified(note);
            List<String> lines = Checkpoint.signatures(note);
            Optional<Cosignature> own = Cosignature.open(lines.get(lines.size() - 1), checkpoint, key.verifier());
            if (own.isPresent() && checkpoint.origin().equals(origin)) {
                return Optional.of(note);
            }
        } catch (InvalidCheckpointException changed) {
            // reported like a checkpoint of another witness
        }
        throw new UnusableFileException("The file `" + file + "` is not what this witness wrote.");
    }

    private Path file(String origin) {
        return folder.resolve(Hash.of(origin.getBytes(StandardCharsets.UTF_8)).hex() + ".checkpoint");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
