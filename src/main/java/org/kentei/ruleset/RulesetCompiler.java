package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Mistake;
import org.kentei.vocabulary.Vocabulary;
import org.kentei.vocabulary.VocabularyReader;
import org.kentei.vocabulary.VocabularyReader.InvalidVocabularyException;

/** Makes a ruleset of its files: vocabulary, form, house rules, and then Drools' own compiler. */
public final class RulesetCompiler {

    private RulesetCompiler() {}

    /**
     * Compiles a ruleset. It takes some seconds of CPU.
     *
     * @throws InvalidRulesetException with every mistake found, by file and line
     */
    public static Ruleset compile(RulesetFiles files) throws InvalidRulesetException {
        RulesetText read = read(files);
        return new Ruleset(files, read.vocabulary(), read.rules(), EngineModules.build(files));
    }

    /**
     * Reads a ruleset without compiling it, for those who want to know what it says and not what it decides.
     *
     * @throws InvalidRulesetException with every mistake of vocabulary, form and house rules, by file and line
     */
    public static RulesetText read(RulesetFiles files) throws InvalidRulesetException {
        Vocabulary vocabulary = vocabulary(files);
        return new RulesetText(files, vocabulary, rules(files, vocabulary));
    }

    /**
     * Makes a ruleset of its files and the module that was compiled of just these files before (see {@link
     * Ruleset#module()}); it takes a fraction of the time of compiling.
     *
     * @throws InvalidRulesetException when the files make no sound ruleset
     * @throws RuntimeException for a module that is damaged or was made for another engine
     */
    public static Ruleset load(RulesetFiles files, byte[] module) throws InvalidRulesetException {
        RulesetText read = read(files);
        return new Ruleset(files, read.vocabulary(), read.rules(), EngineModules.load(files, module));
    }

    private static Vocabulary vocabulary(RulesetFiles files) throws InvalidRulesetException {
        try {
            return VocabularyReader.read(files.byName());
        } catch (InvalidVocabularyException invalid) {
            throw new InvalidRulesetException(invalid.mistakes());
        }
    }

    private static List<RuleText> rules(RulesetFiles files, Vocabulary vocabulary) throws InvalidRulesetException {
        List<Mistake> mistakes = new ArrayList<>();
        List<RuleText> rules = new ArrayList<>();
        for (String file : files.byName().keySet()) {
            if (file.endsWith(".drl")) {
                rules.addAll(read(vocabulary, file, files.text(file), mistakes));
            }
        }
        rules.sort(Comparator.comparing(RuleText::file).thenComparingInt(RuleText::line));
        if (mistakes.isEmpty()) {
            mistakes.addAll(HouseRules.breaches(vocabulary, rules));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidRulesetException(HouseRules.inOrder(mistakes));
        }
        return List.copyOf(rules);
    }

    private static List<RuleText> read(Vocabulary vocabulary, String file, String text, List<Mistake> mistakes) {
        try {
            return new DrlReader(vocabulary, file, text, mistakes).read();
        } catch (StackOverflowError nested) {
            mistakes.add(new Mistake(file, 0, "The file's brackets are nested too deeply to be read."));
            return List.of();
        }
    }
}
