package org.kentei.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/** An entry of the log. It contains nothing that identifies a candidate. */
public sealed interface LogEntry {

    /** When it happened. */
    Instant time();

    /** A candidate was assessed. */
    record AssessmentEntry(
            Instant time,
            UUID assessmentId,
            String rulesetRevision,
            ServiceVersion service,
            Client client,
            Map<DocumentType, Hash> commitments)
            implements LogEntry {}

    /**
     * A file of assessments became part of the record.
     *
     * @param assessedAt when its assessments count as made
     * @param asOf the day on which candidates were judged that state none
     * @param file where the file was when it was taken up
     * @param assessments how many lines it has
     * @param root the root of the Merkle tree whose leaves are its lines
     */
    record IngestionEntry(
            Instant time,
            UUID run,
            Instant assessedAt,
            LocalDate asOf,
            String rulesetRevision,
            ServiceVersion service,
            Client client,
            String file,
            long assessments,
            Hash root)
            implements LogEntry {}

    /** Assessments were erased; their documents and the salts of their commitments are gone for good. */
    record ErasureEntry(Instant time, String reason, Client client, List<UUID> assessmentIds) implements LogEntry {}

    /**
     * A ruleset became active. Its files are stored under their hashes.
     *
     * @param approval who agreed to it; null if nobody had to
     */
    record ActivationEntry(
            Instant time,
            String rulesetRevision,
            ServiceVersion service,
            SortedMap<String, String> files,
            @Nullable Approval approval)
            implements LogEntry {}

    /**
     * Something happened to a revision that needs two people before it may decide.
     *
     * @param rulesetRevision the revision
     * @param replaces the revision that is active meanwhile
     * @param replacedBy the revision in the rules folder that took its place; null if it was not replaced
     * @param client who did it; null if the rules folder changed
     */
    record ProposalEntry(
            Instant time,
            Step step,
            String rulesetRevision,
            String replaces,
            @Nullable String replacedBy,
            @Nullable Client client)
            implements LogEntry {

        /** What happened to it. */
        public enum Step {
            PROPOSED,
            REJECTED,
            REPLACED
        }
    }

    /**
     * A key began to sign checkpoints.
     *
     * @param log the log's own random id
     * @param key the public key
     * @param replaces the public key that it replaces; null if it is used in addition to others
     */
    record KeyEntry(
            Instant time, String log, String key, @Nullable String replaces) implements LogEntry {}

    /**
     * An API key was added, took the place of another one, or was revoked.
     *
     * @param key the SHA-256 of the key, in hex
     * @param owner the client that the key authenticates
     * @param roles what the client may do with it
     * @param expiresAt from when on it is refused; null for never
     * @param replaces the key that it takes the place of; null for none
     * @param client who made the change
     */
    record ApiKeyEntry(
            Instant time,
            Change change,
            String key,
            String owner,
            List<String> roles,
            @Nullable Instant expiresAt,
            @Nullable Replaced replaces,
            Client client)
            implements LogEntry {

        /** What happened to the key. */
        public enum Change {
            ADDED,
            ROTATED,
            REVOKED
        }

        /**
         * The key before.
         *
         * @param key its SHA-256, in hex
         * @param expiresAt from when on it is refused
         */
        public record Replaced(String key, Instant expiresAt) {}
    }

    /** The entry at that index as canonical JSON. */
    default String canonical(long index) {
        String plain = this instanceof AssessmentEntry assessed ? PlainEntry.of(assessed, index) : null;
        return plain == null ? CanonicalJson.of(json(index)) : plain;
    }

    /** The entry at that index with all its properties. */
    private ObjectNode json(long index) {
        ObjectNode json = CanonicalJson.object();
        json.put("index", index);
        json.put("time", time().toString());
        if (this instanceof AssessmentEntry assessed) {
            json.put("type", "assessment");
            json.put("assessmentId", assessed.assessmentId().toString());
            json.put("ruleset", assessed.rulesetRevision());
            put(json, assessed.service());
            put(json, assessed.client());
            ObjectNode commitments = json.putObject("commitments");
            assessed.commitments().forEach((part, hash) -> commitments.put(part.property(), hash.base64()));
        } else if (this instanceof IngestionEntry ingested) {
            json.put("type", "ingestion");
            json.put("run", ingested.run().toString());
            json.put("assessedAt", ingested.assessedAt().toString());
            json.put("asOf", ingested.asOf().toString());
            json.put("ruleset", ingested.rulesetRevision());
            put(json, ingested.service());
            put(json, ingested.client());
            json.put("file", ingested.file());
            json.put("assessments", ingested.assessments());
            json.put("root", ingested.root().base64());
        } else if (this instanceof ErasureEntry erased) {
            json.put("type", "erasure");
            json.put("reason", erased.reason());
            put(json, erased.client());
            ArrayNode ids = json.putArray("assessmentIds");
            erased.assessmentIds().forEach(id -> ids.add(id.toString()));
        } else if (this instanceof ActivationEntry activated) {
            json.put("type", "ruleset-activation");
            json.put("ruleset", activated.rulesetRevision());
            put(json, activated.service());
            ObjectNode files = json.putObject("files");
            activated.files().forEach(files::put);
            if (activated.approval() != null) {
                activated.approval().putInto(json.putObject("approval"));
            }
        } else if (this instanceof ProposalEntry proposal) {
            json.put("type", "ruleset-proposal");
            json.put("step", proposal.step().name().toLowerCase(Locale.ROOT));
            json.put("ruleset", proposal.rulesetRevision());
            json.put("replaces", proposal.replaces());
            json.put("replacedBy", proposal.replacedBy());
            Client by = proposal.client();
            if (by == null) {
                json.putNull("client");
            } else {
                put(json, by);
            }
        } else if (this instanceof KeyEntry begun) {
            json.put("type", "key");
            json.put("log", begun.log());
            json.put("key", begun.key());
            json.put("replaces", begun.replaces());
        } else if (this instanceof ApiKeyEntry changed) {
            json.put("type", "api-key");
            json.put("change", changed.change().name().toLowerCase(Locale.ROOT));
            json.put("key", changed.key());
            json.put("owner", changed.owner());
            ArrayNode roles = json.putArray("roles");
            changed.roles().forEach(roles::add);
            json.put("expiresAt", text(changed.expiresAt()));
            ApiKeyEntry.Replaced replaced = changed.replaces();
            if (replaced == null) {
                json.putNull("replaces");
            } else {
                json.putObject("replaces").put("key", replaced.key()).put("expiresAt", text(replaced.expiresAt()));
            }
            put(json, changed.client());
        }
        return json;
    }

    /** The leaf's hash of an entry's canonical JSON. */
    static Hash leaf(String canonical) {
        return Hash.leaf(canonical.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if it is not an entry, or not the one at that index
     */
    static LogEntry parse(String canonical, long index) {
        LogEntry entry = read(CanonicalJson.read(canonical));
        if (!entry.canonical(index).equals(canonical)) {
            throw new IllegalArgumentException("it does not have exactly the properties of an entry at this index");
        }
        return entry;
    }

    private static LogEntry read(ObjectNode json) {
        try {
            Instant time = Instant.parse(text(json, "time"));
            return switch (text(json, "type")) {
                case "assessment" ->
                    new AssessmentEntry(
                            time,
                            UUID.fromString(text(json, "assessmentId")),
                            text(json, "ruleset"),
                            service(json),
                            client(json),
                            commitments(json.path("commitments")));
                case "ingestion" ->
                    new IngestionEntry(
                            time,
                            UUID.fromString(text(json, "run")),
                            Instant.parse(text(json, "assessedAt")),
                            LocalDate.parse(text(json, "asOf")),
                            text(json, "ruleset"),
                            service(json),
                            client(json),
                            text(json, "file"),
                            json.path("assessments").longValue(),
                            Hash.ofBase64(text(json, "root")));
                case "erasure" -> {
                    List<UUID> ids = new ArrayList<>();
                    json.path("assessmentIds").forEach(id -> ids.add(UUID.fromString(id.textValue())));
                    yield new ErasureEntry(time, text(json, "reason"), client(json), ids);
                }
                case "ruleset-activation" -> {
                    SortedMap<String, String> files = new TreeMap<>();
                    json.path("files")
                            .properties()
                            .forEach(file ->
                                    files.put(file.getKey(), file.getValue().textValue()));
                    yield new ActivationEntry(
                            time,
                            text(json, "ruleset"),
                            service(json),
                            files,
                            json.has("approval") ? Approval.read(json.path("approval")) : null);
                }
                case "ruleset-proposal" ->
                    new ProposalEntry(
                            time,
                            ProposalEntry.Step.valueOf(text(json, "step").toUpperCase(Locale.ROOT)),
                            text(json, "ruleset"),
                            text(json, "replaces"),
                            json.path("replacedBy").textValue(),
                            json.path("client").isNull() ? null : client(json));
                case "key" ->
                    new KeyEntry(
                            time,
                            text(json, "log"),
                            text(json, "key"),
                            json.path("replaces").textValue());
                case "api-key" -> apiKey(time, json);
                default -> throw new IllegalArgumentException("it is of no known type");
            };
        } catch (NullPointerException | java.time.DateTimeException missing) {
            throw new IllegalArgumentException("it lacks a property of its type", missing);
        }
    }

    private static ApiKeyEntry apiKey(Instant time, ObjectNode json) {
        List<String> roles = new ArrayList<>();
        json.path("roles").forEach(role -> roles.add(role.textValue()));
        JsonNode expiresAt = json.path("expiresAt");
        JsonNode replaces = json.path("replaces");
        return new ApiKeyEntry(
                time,
                ApiKeyEntry.Change.valueOf(text(json, "change").toUpperCase(Locale.ROOT)),
                text(json, "key"),
                text(json, "owner"),
                roles,
                expiresAt.isNull() ? null : Instant.parse(text(json, "expiresAt")),
                replaces.isNull()
                        ? null
                        : new ApiKeyEntry.Replaced(text(replaces, "key"), Instant.parse(text(replaces, "expiresAt"))),
                client(json));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static Map<DocumentType, Hash> commitments(JsonNode json) {
        Map<DocumentType, Hash> commitments = new EnumMap<>(DocumentType.class);
        for (DocumentType part : DocumentType.values()) {
            commitments.put(part, Hash.ofBase64(json.path(part.property()).textValue()));
        }
        return commitments;
    }

    private static String text(JsonNode json, String property) {
        String text = json.path(property).textValue();
        if (text == null) {
            throw new IllegalArgumentException("it lacks `" + property + "`");
        }
        return text;
    }

    private static void put(ObjectNode json, ServiceVersion service) {
        json.put("service", service.version()).put("engine", service.engine());
    }

    private static ServiceVersion service(ObjectNode json) {
        return new ServiceVersion(text(json, "service"), text(json, "engine"));
    }

    private static void put(ObjectNode json, Client client) {
        json.putObject("client").put("name", client.name()).put("address", client.address());
    }

    private static Client client(ObjectNode json) {
        return new Client(
                json.path("client").path("name").textValue(),
                json.path("client").path("address").textValue());
    }
}
