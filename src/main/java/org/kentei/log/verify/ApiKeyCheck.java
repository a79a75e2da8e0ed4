package org.kentei.log.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kentei.log.LogEntry.ApiKeyEntry;
import org.kentei.log.verify.RecordSnapshot.StoredApiKey;

/** Compares the stored API keys with the entries that added, rotated and revoked them. */
final class ApiKeyCheck {

    private static final int ID_DIGITS = 12;

    private final Optional<List<StoredApiKey>> kept;
    private final Discrepancies findings;
    private final Map<String, StoredApiKey> expected = new LinkedHashMap<>();

    ApiKeyCheck(Optional<List<StoredApiKey>> kept, Discrepancies findings) {
        this.kept = kept;
        this.findings = findings;
    }

    void changed(long index, ApiKeyEntry entry) {
        String id = id(entry.key());
        StoredApiKey before = expected.get(entry.key());
        boolean right = (before != null) == (entry.change() == ApiKeyEntry.Change.REVOKED);
        ApiKeyEntry.Replaced replaced = entry.replaces();
        StoredApiKey old = replaced == null ? null : expected.get(replaced.key());
        right &= (old != null) == (entry.change() == ApiKeyEntry.Change.ROTATED);
        findings.require(right, "entry " + index, "the API keys before it do not allow its change");
        if (!right) {
            return;
        }
        if (before != null) {
            expected.put(
                    entry.key(),
                    new StoredApiKey(
                            id,
                            before.hash(),
                            before.client(),
                            before.roles(),
                            before.addedAt(),
                            before.expiresAt(),
                            entry.time(),
                            before.replacedBy()));
            return;
        }
        expected.put(
                entry.key(),
                new StoredApiKey(
                        id,
                        entry.key(),
                        entry.owner(),
                        String.join(",", entry.roles()),
                        entry.time(),
                        entry.expiresAt(),
                        null,
                        null));
        if (old != null && replaced != null) {
            expected.put(
                    replaced.key(),
                    new StoredApiKey(
                            old.keyId(),
                            old.hash(),
                            old.client(),
                            old.roles(),
                            old.addedAt(),
                            replaced.expiresAt(),
                            old.revokedAt(),
                            id));
        }
    }

    void end() {
        if (kept.isEmpty()) {
            return;
        }
        for (StoredApiKey key : kept.get()) {
            StoredApiKey logged = expected.remove(key.hash());
            if (logged == null) {
                findings.add(place(key), "no entry of the log added it");
            } else {
                findings.require(
                        key.equals(logged),
                        place(key),
                        "its id, client, roles, times or replacement are not those of the entries of the log");
            }
        }
        expected.values().forEach(key -> findings.add(place(key), "an entry of the log added it, and it is missing"));
    }

    private static String id(String hash) {
        return hash.substring(0, Math.min(ID_DIGITS, hash.length()));
    }

    private static String place(StoredApiKey key) {
        return "API key " + key.keyId() + " of `" + key.client() + "`";
    }
}
