package org.kentei.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kentei.files.FileFailure;
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

    /**
     * Requires that what is there is a file. It is read more than once, and a pipe would have nothing the second time.
     *
     * @throws CommandException for anything else; not where nothing is there
     */
    static void requireFile(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException("`" + file + "` is a folder, a pipe or a device. Name a file.");
        }
    }

    static RulesetFiles rules(Path folder) {
        return rules(folder, "");
    }

    /** @param option whose default is this folder, to be named in the message where there are no rules */
    static RulesetFiles rulesOf(String option, Path folder) {
        return rules(folder, " Name it with `" + option + "`.");
    }

    private static RulesetFiles rules(Path folder, String advice) {
        if (!Files.isDirectory(folder)) {
            throw new CommandException("`" + folder + "` is not a rules folder." + advice);
        }
        try {
            return RulesetFiles.read(folder);
        } catch (IOException unreadable) {
            throw new CommandException(
                    "The rules in `" + folder + "` cannot be read: " + FileFailure.reason(unreadable));
        }
    }

    /** Compiles the rules of a folder, for commands that need valid rules. */
    static Ruleset ruleset(Path folder) {
        return compiled(folder, rules(folder));
    }

    /** @param option whose default is this folder */
    static Ruleset rulesetOf(String option, Path folder) {
        return compiled(folder, rulesOf(option, folder));
    }

    private static Ruleset compiled(Path folder, RulesetFiles files) {
        try {
            return RulesetCompiler.compile(files);
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
