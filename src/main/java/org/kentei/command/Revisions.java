package org.kentei.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.store.RulesetArchive;
import org.kentei.record.store.RulesetArchive.Activation;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/** Finds rules by the argument of a command: a folder, or a revision in the record. */
final class Revisions {

    private static final String REVISION = "[0-9a-f]{8,64}";

    private Revisions() {}

    /** Compiles a folder, or a revision in the record, which today's lint may refuse. */
    static Ruleset ruleset(String folderOrRevision) {
        Path folder = folder(folderOrRevision);
        if (Files.isDirectory(folder)) {
            return CommandFiles.ruleset(folder);
        }
        if (!folderOrRevision.matches(REVISION)) {
            throw new CommandException(
                    "`" + folderOrRevision
                            + "` is neither a rules folder nor a revision: 64 hexadecimal digits, or at least the first 8 of them.");
        }
        try {
            return RulesetCompiler.compileArchived(recorded(folderOrRevision));
        } catch (InvalidRulesetException invalid) {
            throw new CommandException(
                    "The revision `" + folderOrRevision + "` cannot be compiled:\n" + invalid.getMessage());
        }
    }

    private static Path folder(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException unknown) {
            throw new CommandException("`" + name + "` cannot be a path; " + KenteiCommand.NEEDS_LOCALE + ".");
        }
    }

    /**
     * The rules of a revision that was active here.
     *
     * @param revision its code, or at least the first eight characters of it
     */
    static RulesetFiles recorded(String revision) {
        if (!revision.matches(REVISION)) {
            throw new CommandException(
                    "`" + revision + "` is not a revision: 64 hexadecimal digits, or at least the first 8 of them.");
        }
        try (OpenRecord record = Settings.recordToRead()) {
            RulesetArchive archive = record.rulesets();
            List<String> found = archive.activations().stream()
                    .map(Activation::revision)
                    .filter(one -> one.startsWith(revision))
                    .distinct()
                    .toList();
            if (found.size() > 1) {
                throw new CommandException(
                        "More than one revision starts with `" + revision + "`: " + String.join(", ", found) + ".");
            }
            return archive.files(found.isEmpty() ? revision : found.get(0))
                    .orElseThrow(() -> new CommandException(
                            "The record has no revision `" + revision + "`; `/rulesets` lists its revisions."));
        } catch (StoreUnavailableException | IllegalArgumentException unavailable) {
            throw new CommandException(String.valueOf(unavailable.getMessage()));
        }
    }
}
