package org.kentei.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kentei.RulesFolder;
import org.kentei.cases.CaseRunner;
import org.kentei.rule.RuleText;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.source.Mistake;

/** The project's own rules with one file changed, for better or worse. */
record ChangedRules(RulesetFiles files) {

    /** Replaces the first of a piece of text in a file. */
    static ChangedRules replacing(String file, String piece, String by) {
        String text = RulesFolder.files().text(file);
        int place = text.indexOf(piece);
        if (place < 0) {
            throw new IllegalArgumentException(file + " has no `" + piece + "`");
        }
        return with(file, text.substring(0, place) + by + text.substring(place + piece.length()));
    }

    /** Gives a file another text, or adds it. */
    static ChangedRules with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static ChangedRules with(String file, byte[] bytes) {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        files.put(file, bytes);
        return new ChangedRules(new RulesetFiles(files));
    }

    static ChangedRules without(String file) {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        files.remove(file);
        return new ChangedRules(new RulesetFiles(files));
    }

    /**
     * Compiles the project's rules with one file more, and asks none of the house rules of it.
     *
     * @param text the file's rules, without the lines that every file begins with
     */
    static Ruleset compileWith(String file, String text) throws InvalidRulesetException {
        RulesetFiles together = with(file, headed(text)).files();
        List<RuleText> rules = rulesWith(file, text);
        return new Ruleset(
                together, RulesFolder.vocabulary(), rules, EngineRules.base(rules, EngineRules.Sheets.ENFORCED));
    }

    /** The project's rules and those of one file more, of which none of the house rules is asked. */
    static List<RuleText> rulesWith(String file, String text) throws InvalidRulesetException {
        List<Mistake> mistakes = new ArrayList<>();
        List<RuleText> rules = new ArrayList<>(RulesFolder.ruleset().rules());
        rules.addAll(new DrlReader(RulesFolder.vocabulary(), file, headed(text), mistakes).read());
        if (!mistakes.isEmpty()) {
            throw new InvalidRulesetException(mistakes);
        }
        return rules;
    }

    private static String headed(String text) {
        return "package org.kentei.rules\nimport org.kentei.fact.*\n" + text;
    }

    /** A rule's text in one of the project's own files. */
    static String rule(String file, String name) {
        String text = RulesFolder.files().text(file);
        int begin = text.indexOf("rule \"" + name);
        String end = "\nend\n";
        return text.substring(begin, text.indexOf(end, begin) + end.length());
    }

    /** What is wrong with them; empty where they are accepted. */
    List<Mistake> mistakes() {
        try {
            List<Mistake> mistakes = new ArrayList<>();
            try (Ruleset ruleset = RulesetCompiler.compile(files)) {
                ClauseCatalogue.read(files, mistakes);
                CaseRunner.read(ruleset, mistakes);
            }
            return mistakes;
        } catch (InvalidRulesetException invalid) {
            return invalid.mistakes();
        }
    }

    /** The line, counted from 1, on which a piece of a file's text stands first. */
    int lineOf(String file, String piece) {
        String text = files.text(file);
        int place = text.indexOf(piece);
        if (place < 0) {
            throw new IllegalArgumentException(file + " has no `" + piece + "`");
        }
        return (int) text.substring(0, place)
                        .chars()
                        .filter(letter -> letter == '\n')
                        .count()
                + 1;
    }
}
