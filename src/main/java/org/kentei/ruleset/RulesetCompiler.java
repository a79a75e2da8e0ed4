package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.EngineRules.Sheets;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Vocabulary;
import org.kentei.vocabulary.VocabularyReader;
import org.kentei.vocabulary.VocabularyReader.InvalidVocabularyException;

/**
 * Compiles rulesets. There are two kinds of checks. To decide at all, files must have the right form: codes and rules
 * that can be read, and rules with one matched fact, known conditions and one consequence. To become active, they must
 * also follow the grammar and pass the lint of {@code rules/README.md}. A revision that was active before can always
 * decide again, even if the grammar has become stricter since.
 */
public final class RulesetCompiler {

    private RulesetCompiler() {}

    /**
     * Compiles a ruleset that may become active. It takes a fraction of a second.
     *
     * @throws InvalidRulesetException with every mistake found, by file and line
     */
    public static Ruleset compile(RulesetFiles files) throws InvalidRulesetException {
        return ruleset(read(files), Sheets.ENFORCED);
    }

    /**
     * Compiles rules that were read before, perhaps from several revisions, to find out what they decide. Its verdicts
     * must not go to a client.
     */
    public static Ruleset compile(RulesetText read) {
        return ruleset(read, Sheets.ENFORCED);
    }

    /**
     * Compiles a revision that was active before, perhaps under an earlier build, to repeat its decisions. Its verdicts
     * must not go to a client.
     *
     * @throws InvalidRulesetException when its form cannot be read
     */
    public static Ruleset compileArchived(RulesetFiles files) throws InvalidRulesetException {
        return ruleset(readForm(files), Sheets.AS_WRITTEN);
    }

    /**
     * Compiles the revision that was active last, even if the checks of this build refuse it, because no other revision
     * could decide. Each rule still sees only its own sheet.
     *
     * @throws InvalidRulesetException when its form cannot be read
     */
    public static Ruleset compileUnchecked(RulesetFiles files) throws InvalidRulesetException {
        return ruleset(readForm(files), Sheets.ENFORCED);
    }

    private static RulesetText readForm(RulesetFiles files) throws InvalidRulesetException {
        List<Mistake> mistakes = new ArrayList<>();
        Vocabulary vocabulary = vocabularyOfForm(files);
        List<RuleText> rules = rules(files, vocabulary, mistakes, new ArrayList<>());
        refuse(mistakes);
        return new RulesetText(files, vocabulary, rules);
    }

    /**
     * Reads a ruleset that may become active without compiling it, for example to show its rules.
     *
     * @throws InvalidRulesetException with every mistake of vocabulary, form, grammar and lint, by file and line
     */
    public static RulesetText read(RulesetFiles files) throws InvalidRulesetException {
        refuse(WrittenForm.breaches(files));
        refuse(WrittenYaml.breachesOfForm(files));
        Vocabulary vocabulary = vocabularyOfForm(files);
        List<Mistake> mistakes = new ArrayList<>(WrittenYaml.breachesOfTexts(files));
        List<Mistake> differences = new ArrayList<>();
        List<RuleText> rules = rules(files, vocabulary, mistakes, differences);
        if (mistakes.isEmpty()) {
            mistakes.addAll(RulesetLint.breaches(vocabulary, rules));
            mistakes.addAll(differences);
        }
        refuse(mistakes);
        return new RulesetText(files, vocabulary, rules);
    }

    /**
     * Reads only the vocabulary; the rules may be unfinished.
     *
     * @throws InvalidRulesetException with every mistake of names, characters and YAML files, by file and line
     */
    public static Vocabulary vocabulary(RulesetFiles files) throws InvalidRulesetException {
        refuse(WrittenForm.breaches(files));
        refuse(WrittenYaml.breachesOfForm(files));
        Vocabulary vocabulary = vocabularyOfForm(files);
        refuse(WrittenYaml.breachesOfTexts(files));
        return vocabulary;
    }

    private static Ruleset ruleset(RulesetText read, Sheets sheets) {
        return new Ruleset(read.files(), read.vocabulary(), read.rules(), EngineRules.base(read.rules(), sheets));
    }

    private static Vocabulary vocabularyOfForm(RulesetFiles files) throws InvalidRulesetException {
        try {
            return VocabularyReader.read(files.byName());
        } catch (InvalidVocabularyException invalid) {
            throw new InvalidRulesetException(invalid.mistakes());
        }
    }

    /** @param differences receives the parts of the files that do not belong to a rule */
    private static List<RuleText> rules(
            RulesetFiles files, Vocabulary vocabulary, List<Mistake> mistakes, List<Mistake> differences) {
        List<RuleText> rules = new ArrayList<>();
        for (String file : files.byName().keySet()) {
            if (file.endsWith(".drl")) {
                DrlReader reader = new DrlReader(vocabulary, file, files.text(file), mistakes);
                try {
                    rules.addAll(reader.read());
                    differences.addAll(reader.differences());
                } catch (StackOverflowError nested) {
                    mistakes.add(new Mistake(file, 0, "The brackets in the file are nested too deeply."));
                }
            }
        }
        rules.sort(Comparator.comparing(RuleText::file).thenComparingInt(RuleText::line));
        return List.copyOf(rules);
    }

    private static void refuse(List<Mistake> mistakes) throws InvalidRulesetException {
        if (!mistakes.isEmpty()) {
            throw new InvalidRulesetException(RulesetLint.inOrder(mistakes));
        }
    }
}
