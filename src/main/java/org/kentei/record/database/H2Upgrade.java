package org.kentei.record.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kentei.files.PrivateFiles;

/**
 * Brings the tables of an H2 file up to date, all of them or none. H2 commits each statement that changes a table at once, so
 * an upgrade that ends on its way would leave a file that no version can open. So a copy of the file is upgraded, and
 * takes its place when it is whole.
 */
final class H2Upgrade {

    private static final String ENDING = ".mv.db";

    private H2Upgrade() {}

    /**
     * Upgrades a file that is not open.
     *
     * @param url what opens the file
     * @param migrate upgrades the database with the given URL, and closes it
     * @throws StoreUnavailableException if the file is in use, or there is no room for a copy; the file is as before then
     */
    static void run(Path file, String url, Consumer<String> migrate) {
        String base = file.toString().substring(0, file.toString().length() - ENDING.length()) + ".next";
        Path next = Path.of(base + ENDING);
        try {
            // nobody else may write to the file from here on: it would be lost
            try (FileChannel old = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock alone = old.tryLock()) {
                if (alone == null) {
                    throw refusal("its database file is in use by another process", null);
                }
                Files.deleteIfExists(next);
                copy(old, PrivateFiles.makeFile(next));
                migrate.accept(H2FileCheck.at(url, base));
                PrivateFiles.replace(file, next);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException refused) {
            throw refusal("a copy of its file cannot be made to be upgraded (" + refused.getMessage() + ")", refused);
        }
    }

    private static void copy(FileChannel old, Path next) throws IOException {
        try (FileChannel copy = FileChannel.open(next, StandardOpenOption.WRITE)) {
            for (long place = 0; place < old.size(); ) {
                place += old.transferTo(place, old.size() - place, copy);
            }
        }
    }

    private static StoreUnavailableException refusal(String reason, @Nullable Throwable cause) {
        return new StoreUnavailableException("The record of assessments cannot be upgraded: " + reason + ".", cause);
    }
}
