package org.kentei.ruleset;

import java.util.List;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.InternalKieModuleProvider;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.compiler.kie.builder.impl.KieContainerImpl;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.runtime.KieContainer;

/**
 * Has Drools compile a ruleset's files, or takes up what it compiled before. Drools' own repository of modules never
 * keeps one longer than that takes: a ruleset owns what it runs on, so that one revision may be loaded a second time
 * while requests still use the first, and nothing but the ruleset has to be let go.
 */
final class EngineModules {

    private EngineModules() {}

    /** Compiles; some seconds of CPU. */
    static KieContainer build(RulesetFiles files) throws InvalidRulesetException {
        KieServices drools = KieServices.get();
        ReleaseId release = release(files);
        KieFileSystem sources = drools.newKieFileSystem().generateAndWritePomXML(release);
        files.byName().forEach((name, bytes) -> {
            if (name.endsWith(".drl")) {
                sources.write("src/main/resources/" + name, bytes);
            }
        });
        try {
            KieBuilder builder = drools.newKieBuilder(sources, parent());
            try {
                builder.buildAll(ExecutableModelProject.class);
            } catch (RuntimeException | StackOverflowError failure) {
                throw new InvalidRulesetException(List.of(CompilerMessages.UNCOMPILABLE), failure);
            }
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (!errors.isEmpty()) {
                throw new InvalidRulesetException(HouseRules.inOrder(CompilerMessages.mistakes(errors)));
            }
            return container(release);
        } finally {
            drools.getRepository().removeKieModule(release);
        }
    }

    /** Takes up a module that {@link #bytes} wrote. */
    static KieContainer load(RulesetFiles files, byte[] module) {
        KieServices drools = KieServices.get();
        ReleaseId release = release(files);
        KieModuleModel model = drools.newKieModuleModel();
        KieBuilderImpl.setDefaultsforEmptyKieModule(model);
        try {
            drools.getRepository()
                    .addKieModule(InternalKieModuleProvider.get(release, model, MemoryFileSystem.readFromJar(module)));
            return container(release);
        } finally {
            drools.getRepository().removeKieModule(release);
        }
    }

    /** What {@link #load} needs to make this container again. */
    static byte[] bytes(KieContainer container) {
        // by its base, since the repository that the container would ask does not know the module any more
        String base = container.getKieBaseNames().iterator().next();
        return ((InternalKieModule) ((KieContainerImpl) container).getKieModuleForKBase(base)).getBytes();
    }

    private static KieContainer container(ReleaseId release) {
        KieContainer container = KieServices.get().newKieContainer(release, parent());
        // made now, since afterwards the repository does not know the module any more
        container.getKieBase();
        return container;
    }

    private static ReleaseId release(RulesetFiles files) {
        return KieServices.get().newReleaseId("org.kentei", "ruleset", files.revision());
    }

    private static ClassLoader parent() {
        return Thread.currentThread().getContextClassLoader();
    }
}
