package org.kentei.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/** Reads files for commands, and writes JSON. */
final class CommandFiles {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private CommandFiles() {}

    /** Refuses an option's default that is not there, which happens outside of the rules' own folder. */
    static void requireRules(String option, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandException("`" + folder + "` is not a rules folder. Name it with `" + option + "`.");
        }
    }

    static RulesetFiles rules(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandException("`" + folder + "` is not a rules folder.");
        }
        try {
            return RulesetFiles.read(folder);
        } catch (IOException unreadable) {
            throw new CommandException("The rules in `" + folder + "` cannot be read: " + reason(unreadable));
        }
    }

    /** Why a file cannot be read or written; some exceptions of the JDK have only its name. */
    static String reason(Exception failed) {
        Throwable cause = failed instanceof UncheckedIOException ? failed.getCause() : failed;
        if (cause instanceof NoSuchFileException missing) {
            Path folder = Path.of(missing.getFile()).getParent();
            return "`" + (folder == null || Files.isDirectory(folder) ? missing.getFile() : folder)
                    + "` does not exist.";
        }
        return cause instanceof AccessDeniedException denied
                ? "There is no permission for `" + denied.getFile() + "`."
                : String.valueOf(failed.getMessage());
    }

    /** Compiles the rules of a folder, for commands that need valid rules. */
    static Ruleset ruleset(Path folder) {
        try {
            return RulesetCompiler.compile(rules(folder));
        } catch (InvalidRulesetException invalid) {
            throw new CommandException("The rules in `" + folder + "` cannot be used:\n" + invalid.getMessage());
        }
    }

    /** A mistake with the path of its file from the working directory. */
    static String located(Path folder, Mistake mistake) {
        String file = folder.resolve(mistake.file()).toString();
        return (mistake.line() > 0 ? file + ":" + mistake.line() : file) + ": " + mistake.reason();
    }

    static String json(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The document cannot be written as JSON", impossible);
        }
    }
}
