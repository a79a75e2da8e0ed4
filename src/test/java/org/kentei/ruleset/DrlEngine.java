package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kentei.RulesFolder;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Vocabulary;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** Rules as Drools itself compiles them from their authors' text, to be held beside Kentei's reading of that text. */
final class DrlEngine {

    private DrlEngine() {}

    /** A ruleset whose rules are compiled from the files' text; some seconds of CPU. */
    static Ruleset of(RulesetFiles files, List<RuleText> rules) {
        return of(files, RulesFolder.vocabulary(), rules);
    }

    static Ruleset of(RulesetFiles files, Vocabulary vocabulary, List<RuleText> rules) {
        KieServices drools = KieServices.get();
        ReleaseId release = drools.newReleaseId("org.kentei", "text", files.revision());
        KieFileSystem sources = drools.newKieFileSystem().generateAndWritePomXML(release);
        files.byName().forEach((name, bytes) -> {
            if (name.endsWith(".drl")) {
                sources.write("src/main/resources/" + name, bytes);
            }
        });
        try {
            ClassLoader parent = Thread.currentThread().getContextClassLoader();
            KieBuilder builder = drools.newKieBuilder(sources, parent);
            builder.buildAll(ExecutableModelProject.class);
            assertThat(builder.getResults().getMessages(Message.Level.ERROR)).isEmpty();
            KieBase base = drools.newKieContainer(release, parent).getKieBase();
            return new Ruleset(files, vocabulary, rules, base);
        } finally {
            drools.getRepository().removeKieModule(release);
        }
    }
}
