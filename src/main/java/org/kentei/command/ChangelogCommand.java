package org.kentei.command;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.meaning.ClauseMeaning;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.EditMeaning;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.store.RulesetArchive.Activation;
import org.kentei.rule.RuleText;
import org.kentei.rulebook.Clause;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.rulebook.Source;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what changed from revision to revision, for people who read no DRL. */
@Command(
        name = "changelog",
        description = {
            "Writes what changed in the rules from revision to revision, the newest first, as Markdown. The record's place is"
                    + " that of the service: -Dkentei.store.url, KENTEI_STORE_URL or config/application.properties.",
            "Ends with 0 when it is written, 2 when it cannot be."
        },
        mixinStandardHelpOptions = true)
final class ChangelogCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    @Option(
            names = "--last",
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "How many revisions to tell of, the newest ones (default: ${DEFAULT-VALUE}).")
    private int last;

    @Spec
    private CommandSpec spec;

    /** A revision that began to decide, with its files. */
    private record RecordedRevision(Activation activation, RulesetFiles files) {}

    @Override
    public Integer call() {
        List<RecordedRevision> revisions = revisions();
        PrintWriter out = spec.commandLine().getOut();
        out.println("# Changes of the rules");
        for (int place = revisions.size() - 1; place > 0; place--) {
            heading(out, revisions.get(place));
            changes(out, revisions.get(place - 1), revisions.get(place));
        }
        if (!revisions.isEmpty()) {
            heading(out, revisions.get(0));
            out.println("- The earliest revision that is told of here.");
        }
        return 0;
    }

    /** The revisions in the order in which they began to decide; one that went on deciding after a restart is one. */
    private List<RecordedRevision> revisions() {
        try (OpenRecord record = Settings.record()) {
            List<RecordedRevision> revisions = new ArrayList<>();
            for (Activation activation : record.rulesets().activations()) {
                RecordedRevision before = revisions.isEmpty() ? null : revisions.get(revisions.size() - 1);
                if (before == null || !before.activation().revision().equals(activation.revision())) {
                    record.rulesets()
                            .files(activation.revision())
                            .ifPresent(files -> revisions.add(new RecordedRevision(activation, files)));
                }
            }
            return revisions.subList(Math.max(0, revisions.size() - Math.max(1, last)), revisions.size());
        } catch (StoreUnavailableException | IllegalArgumentException unavailable) {
            throw new CommandException(String.valueOf(unavailable.getMessage()));
        }
    }

    private static void heading(PrintWriter out, RecordedRevision revision) {
        out.println();
        out.println("## " + TIME.format(revision.activation().since()) + " UTC, revision "
                + revision.activation().revision().substring(0, 12));
        out.println();
    }

    private static void changes(PrintWriter out, RecordedRevision old, RecordedRevision now) {
        try (Ruleset before = RulesetCompiler.compileArchived(old.files());
                Ruleset after = RulesetCompiler.compileArchived(now.files())) {
            EditMeaning meaning = EditMeaning.of(before, after, SearchBounds.WORDS_ONLY);
            ClauseCatalogue catalogue = ClauseCatalogue.read(now.files(), new ArrayList<>());
            meaning.clauses().forEach(change -> out.println("- " + entry(change, catalogue, after, before)));
            meaning.decidingNothing().forEach(words -> out.println("- " + words + " No level differs by it."));
        } catch (InvalidRulesetException unreadable) {
            out.println("- This version of Kentei cannot read one of the two revisions.");
        }
    }

    private static String entry(ClauseMeaning change, ClauseCatalogue catalogue, Ruleset after, Ruleset before) {
        Clause clause = catalogue.clause(change.subject());
        String paraphrase = paraphrase(after, change.subject());
        String asked = paraphrase != null ? paraphrase : paraphrase(before, change.subject());
        return "**" + change.subject() + "**"
                + (clause == null ? "" : " (" + place(clause) + ")")
                + (asked == null ? "" : " “" + asked + "”")
                + (change.days().isAlways()
                        ? ""
                        : " As of days " + change.days().words() + ":")
                + " " + String.join(" ", change.words()) + effect(change);
    }

    private static String place(Clause clause) {
        Source source = clause.source();
        return (source == null ? "" : source.standard() + ", " + source.edition() + ": ") + clause.place();
    }

    private static @Nullable String paraphrase(Ruleset ruleset, String clause) {
        return ruleset.rules().stream()
                .filter(rule -> rule.clause().equals(clause))
                .map(RuleText::paraphrase)
                .findFirst()
                .orElse(null);
    }

    private static String effect(ClauseMeaning change) {
        if (change.changesNoLevel()) {
            return " No level differs by it.";
        }
        if (change.rises() == Possible.NO && change.falls() == Possible.NO) {
            return "";
        }
        return change.rises() == Possible.NO
                ? " No level can rise by it."
                : change.falls() == Possible.NO ? " No level can fall by it." : "";
    }
}
