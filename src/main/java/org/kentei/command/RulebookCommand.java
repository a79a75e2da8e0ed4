package org.kentei.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.files.FileFailure;
import org.kentei.page.Language;
import org.kentei.rulebook.Rulebook;
import org.kentei.rulebook.RulebookPages;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesSource;
import org.kentei.ruleset.RulesetCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the rulebook as files that need no server. */
@Command(
        name = "rulebook",
        description = {
            "Writes the rulebook of a rules folder as a folder of HTML pages.",
            "Exit code: 0, 1 if the rules have a mistake, 2 for a wrong call."
        },
        mixinStandardHelpOptions = true)
final class RulebookCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "The rules folder; by default `rules` in the working directory, or else the rules in the jar.")
    private @Nullable Path rules;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the pages.")
    private Path out;

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "The day of which the pages show what is in force, such as 2026-03-31; today if left out.")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "The language of the pages: `en` or `ja`.")
    private String language;

    @Override
    public Integer call() {
        var terminal = spec.commandLine();
        try {
            Rulebook book = Rulebook.of(
                    RulesetCompiler.read(
                            RulesSource.of(Optional.ofNullable(rules)).read()),
                    asOf == null ? LocalDate.now(Settings.clock()) : asOf,
                    chosen());
            int pages = RulebookPages.write(book, out);
            book.findings().forEach(finding -> terminal.getErr().println(finding));
            terminal.getOut().println(pages + " pages of revision " + book.revision() + " in " + out);
            return book.findings().isEmpty() ? 0 : 1;
        } catch (InvalidRulesetException invalid) {
            terminal.getErr().println(invalid.getMessage());
            return 1;
        } catch (IOException unusable) {
            terminal.getErr().println("A file cannot be read or written: " + FileFailure.reason(unusable));
            return 2;
        }
    }

    private Language chosen() {
        return Arrays.stream(Language.values())
                .filter(one -> one.code().equals(language))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "`--language` must be `en` or `ja`; given is `" + language + "`."));
    }
}
