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
 * Makes a ruleset of its files. Two things are asked of them. To decide at all, files need their form: codes and rules
 * that can be read, each rule of one fact, known conditions and one conclusion. To go live they have to keep the written
 * grammar and the house rules of {@code rules/README.md} besides. What once was live may always decide again, though the
 * grammar has become stricter since.
 */
public final class RulesetCompiler {

    private RulesetCompiler() {}

    /**
     * Makes a ruleset that may go live; it takes a fraction of a second.
     *
     * @throws InvalidRulesetException with every mistake found, by file and line
     */
    public static Ruleset compile(RulesetFiles files) throws InvalidRulesetException {
        return ruleset(read(files), Sheets.ENFORCED);
    }

    /**
     * Makes a ruleset of rules that were read before, perhaps from several revisions, to learn what one of them does.
     * Nothing that it decides may go to a client.
     */
    public static Ruleset compile(RulesetText read) {
        return ruleset(read, Sheets.ENFORCED);
    }

    /**
     * Makes a ruleset of a revision that was live before, perhaps under an earlier build, so that what it decided can be
     * decided again. Nothing that it decides may go to a client.
     *
     * @throws InvalidRulesetException when not even its form can be read
     */
    public static Ruleset compileArchived(RulesetFiles files) throws InvalidRulesetException {
        return ruleset(readForm(files), Sheets.AS_WRITTEN);
    }

    /**
     * Makes a ruleset of the revision that decided last, though the checks of this build refuse it: nothing else could
     * decide. Each rule still sees its own sheet only.
     *
     * @throws InvalidRulesetException when not even its form can be read
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
     * Reads a ruleset that may go live, for those who want to know what it says and not what it decides.
     *
     * @throws InvalidRulesetException with every mistake of vocabulary, form, grammar and house rules, by file and line
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
     * Reads the vocabulary alone, of files whose rules may be unfinished.
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

    /** @param differences what stands in the files and is no part of a rule */
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
                    mistakes.add(new Mistake(file, 0, "The file's brackets are nested too deeply to be read."));
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
