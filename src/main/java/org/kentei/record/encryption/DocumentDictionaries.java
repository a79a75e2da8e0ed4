package org.kentei.record.encryption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.files.UnusableFileException;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.encryption.Encryption.DecryptionException;

/** Reads the stored dictionaries, and remembers those that were used last. */
public final class DocumentDictionaries {

    private static final int REMEMBERED = 16;

    private final Map<Long, DocumentDictionary> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, DocumentDictionary> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * No dictionary is remembered yet.
     *
     * @throws UnusableFileException if the library that compresses with dictionaries cannot be loaded here
     */
    public DocumentDictionaries() {
        Zstandard.requireLibrary();
    }

    /**
     * The dictionary of an assessment's documents; null if they were compressed without one.
     *
     * @param row has the column {@code dictionary} of the assessment
     * @throws DecryptionException if it is missing or was changed
     */
    public @Nullable DocumentDictionary of(Handle handle, ResultSet row) throws SQLException {
        long number = row.getLong("dictionary");
        if (row.wasNull()) {
            return null;
        }
        synchronized (known) {
            DocumentDictionary found = known.get(number);
            if (found == null) {
                found = read(handle, number);
                known.put(number, found);
            }
            return found;
        }
    }

    private static DocumentDictionary read(Handle handle, long number) {
        return handle.createQuery("select content from document_dictionary where dictionary = :number")
                .bind("number", number)
                .map((row, context) -> read(number, row.getBytes(1)))
                .findOne()
                .orElseThrow(() -> new DecryptionException("its dictionary " + number + " is missing"));
    }

    private static DocumentDictionary read(long number, byte[] content) {
        try {
            return DocumentDictionary.read(number, content);
        } catch (IllegalArgumentException changed) {
            throw new DecryptionException("its dictionary " + number + " " + changed.getMessage());
        }
    }

    /**
     * Stores a dictionary if it is not stored yet, within a transaction that has locked the log.
     *
     * @throws StoreUnavailableException if another content is stored under its number: nothing may be compressed with it then
     */
    public static void store(Handle handle, DocumentDictionary dictionary) {
        boolean stored = handle.createQuery("select count(*) from document_dictionary where dictionary = :number")
                        .bind("number", dictionary.number())
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (stored) {
            try {
                read(handle, dictionary.number());
            } catch (DecryptionException changed) {
                throw new StoreUnavailableException(
                        "A dictionary in the record was changed, so nothing can be stored with it; `kentei verify` says which.",
                        changed);
            }
        } else {
            handle.createUpdate("insert into document_dictionary (dictionary, content) values (:number, :content)")
                    .bind("number", dictionary.number())
                    .bind("content", dictionary.content())
                    .execute();
        }
    }

    /** Why stored dictionaries are not what was stored, by their numbers. */
    public static Map<Long, String> faults(Handle handle) {
        Map<Long, String> faults = new LinkedHashMap<>();
        List<Long> numbers =
                new ArrayList<>(handle.createQuery("select dictionary from document_dictionary order by dictionary")
                        .mapTo(Long.class)
                        .list());
        for (long number : numbers) {
            try {
                read(handle, number);
            } catch (DecryptionException changed) {
                faults.put(number, String.valueOf(changed.getMessage()).replace("its dictionary " + number, "it"));
            }
        }
        return faults;
    }
}
