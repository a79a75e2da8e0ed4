package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Mistake;
import org.kentei.vocabulary.Vocabulary;
import org.kentei.vocabulary.VocabularyReader.InvalidVocabularyException;
import org.kentei.vocabulary.VocabularyReader;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;

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
        return new Ruleset(files, read.vocabulary(), read.rules(), build(files));
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
                rules.addAll(new DrlReader(vocabulary, file, files.text(file), mistakes).read());
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

    /** Compiles the DRL files without a look at the house rules. */
    static KieContainer build(RulesetFiles files) throws InvalidRulesetException {
        KieServices drools = KieServices.get();
        ReleaseId release = drools.newReleaseId("org.kentei", "ruleset", files.revision());
        KieFileSystem sources = drools.newKieFileSystem().generateAndWritePomXML(release);
        files.byName().forEach((name, bytes) -> {
            if (name.endsWith(".drl")) {
                sources.write("src/main/resources/" + name, bytes);
            }
        });
        ClassLoader parent = Thread.currentThread().getContextClassLoader();
        KieBuilder builder = drools.newKieBuilder(sources, parent);
        try {
            builder.buildAll(ExecutableModelProject.class);
        } catch (RuntimeException | StackOverflowError failure) {
            drools.getRepository().removeKieModule(release);
            throw new InvalidRulesetException(List.of(CompilerMessages.UNCOMPILABLE), failure);
        }
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            drools.getRepository().removeKieModule(release);
            throw new InvalidRulesetException(HouseRules.inOrder(CompilerMessages.mistakes(errors)));
        }
        return drools.newKieContainer(release, parent);
    }
}
