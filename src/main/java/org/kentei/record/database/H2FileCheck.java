package org.kentei.record.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.h2.engine.MetaRecord;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.tx.TransactionMap;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.result.Row;
import org.jspecify.annotations.Nullable;
import org.kentei.files.PrivateFiles;

/**
 * Looks into an H2 file before H2 opens it. A database file may hold Java: triggers and functions with their source,
 * which H2 compiles and runs while it opens the file, and tables whose defaults call functions that write files. Kentei
 * makes only tables, keys and indexes, so every other definition is refused.
 */
final class H2FileCheck {

    private static final String NAME = "\"(?:[^\"]|\"\")*\"";
    private static final String FULL_NAME = NAME + "\\." + NAME;
    private static final String COLUMN_LIST = "\\(" + NAME + "(?: (?:ASC|DESC|NULLS|FIRST|LAST))*(?:, " + NAME
            + "(?: (?:ASC|DESC|NULLS|FIRST|LAST))*)*\\)";
    private static final String COLUMN = NAME + "(?: [A-Z_0-9]+(?:\\(\\d+\\))?)+";

    /** What H2 stores of the tables, keys and indexes that Kentei's migrations and Flyway make. */
    private static final Pattern DEFINITION = Pattern.compile(String.join(
            "|",
            "SET [A-Z_]+ \\d+",
            "CREATE USER IF NOT EXISTS " + NAME + " SALT '[0-9a-f]*' HASH '[0-9a-f]*' ADMIN",
            "CREATE CACHED TABLE " + FULL_NAME + "\\(\\s*" + COLUMN + "(?:,\\s*" + COLUMN + ")*\\s*\\)",
            "CREATE (?:PRIMARY KEY|(?:UNIQUE [A-Z ]*)?INDEX) " + FULL_NAME + " ON " + FULL_NAME + COLUMN_LIST,
            "ALTER TABLE " + FULL_NAME + " ADD CONSTRAINT " + FULL_NAME
                    + " (?:PRIMARY KEY|UNIQUE[A-Z ]*|FOREIGN KEY)" + COLUMN_LIST + "(?: INDEX " + FULL_NAME + ")?"
                    + "(?: REFERENCES " + FULL_NAME + COLUMN_LIST + ")?(?: NOCHECK)?",
            "ALTER TABLE " + FULL_NAME + " ADD CONSTRAINT " + FULL_NAME + " CHECK\\(\"ONLY_ROW\" = 1\\)(?: NOCHECK)?"));

    private static final int SHOWN = 120;

    /** How the URL of a database in a file begins; others hold nothing that was there before. */
    private static final Pattern FILE_URL = Pattern.compile(
            "jdbc:h2:(?!mem:|tcp:|ssl:|zip:)(?:[a-zA-Z]{3,}:)*([^;]*)(?!.*;CIPHER=).*", Pattern.CASE_INSENSITIVE);

    private H2FileCheck() {}

    /** The file that a URL of H2 opens; empty where it opens none of its own. */
    static Optional<Path> of(String url) {
        var matcher = FILE_URL.matcher(url);
        return matcher.matches()
                ? Optional.of(Path.of(matcher.group(1).replaceFirst("^~", System.getProperty("user.home")) + ".mv.db"))
                : Optional.empty();
    }

    /** The same URL of a file, for another file with this name, which is without its ending. */
    static String at(String url, String name) {
        var matcher = FILE_URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("`" + url + "` does not open a file.");
        }
        return url.substring(0, matcher.start(1)) + name + url.substring(matcher.end(1));
    }

    /**
     * Makes the file for its owner alone if it is not there; else returns if it may be opened.
     *
     * @throws StoreUnavailableException if it holds definitions that Kentei did not make, is damaged, or is in use
     */
    static void prepare(Path file) {
        if (!isNew(file)) {
            check(file);
        }
    }

    /**
     * Returns if the file may be opened, and changes nothing.
     *
     * @throws StoreUnavailableException if it is missing, holds definitions that Kentei did not make, is damaged, or is in
     *     use
     */
    static void check(Path file) {
        if (!Files.exists(file)) {
            throw refusal("there is no database file `" + file + "`", null);
        }
        try (MVStore store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            TransactionStore transactions = new TransactionStore(store, new ValueDataType());
            transactions.init();
            TransactionMap<Long, Row> definitions = transactions.begin().openMap("table.0");
            for (Iterator<Long> ids = definitions.keyIterator(null); ids.hasNext(); ) {
                check(new MetaRecord(definitions.get(ids.next())).getSQL());
            }
        } catch (MVStoreException unreadable) {
            throw refusal(
                    unreadable.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                            ? DatabaseErrors.FILE_IN_USE
                            : "its database file is damaged, or is no database",
                    unreadable);
        }
    }

    private static boolean isNew(Path file) {
        try {
            if (!Files.exists(file)) {
                PrivateFiles.makeFolders(
                        Objects.requireNonNull(file.toAbsolutePath().getParent()));
                PrivateFiles.makeFile(file);
            }
            return Files.size(file) == 0;
        } catch (IOException unreadable) {
            throw refusal("its database file can be neither read nor made", unreadable);
        }
    }

    private static void check(String definition) {
        if (!DEFINITION.matcher(definition).matches()) {
            String line = definition.replaceAll("\\s+", " ");
            throw refusal(
                    "its database file holds a definition that Kentei did not make, and that may run programs: `"
                            + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + "`",
                    null);
        }
    }

    private static StoreUnavailableException refusal(String reason, @Nullable Throwable cause) {
        return new StoreUnavailableException(
                "The record of assessments cannot be opened with the settings `kentei.store.*`: " + reason + ".",
                cause);
    }
}
