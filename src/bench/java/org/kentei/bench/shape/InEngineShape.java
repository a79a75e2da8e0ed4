package org.kentei.bench.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.drools.model.codegen.ExecutableModelProject;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.fact.FactMaker;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/** A shape in which the engine does everything: all facts go in at once, and rules conclude in further facts. */
public final class InEngineShape {

    /** What comes out: the criteria met, and which rule fired on which facts. */
    public record ShapeResult(Set<Met> met, List<RuleFired> firings) {}

    /** A rule that fired with the facts it matched. */
    public record RuleFired(String rule, List<Object> facts) {}

    private final Vocabulary vocabulary;
    private final KieBase base;
    private final List<Object> rows;
    private final List<Sheet> sheets;

    /**
     * Compiles the rules.
     *
     * @param name of the file among the benchmarks' resources
     * @param rows facts that every session begins with
     */
    public InEngineShape(Vocabulary vocabulary, String name, List<Object> rows) {
        this.vocabulary = vocabulary;
        this.base = compile(name);
        this.rows = rows;
        this.sheets = vocabulary
                .sheets()
                .filter(sheet -> Set.of("OM7", "SY6", "SY5").contains(sheet.sheet()))
                .toList();
    }

    public ShapeResult decide(Candidate candidate) {
        List<RuleFired> firings = new ArrayList<>();
        KieSession session = base.newKieSession();
        try {
            session.addEventListener(new DefaultAgendaEventListener() {
                @Override
                public void beforeMatchFired(BeforeMatchFiredEvent event) {
                    firings.add(new RuleFired(
                            event.getMatch().getRule().getName(),
                            event.getMatch().getObjects()));
                }
            });
            rows.forEach(session::insert);
            insert(session, candidate);
            session.fireAllRules();
            Set<Met> met = new HashSet<>();
            for (Object object : session.getObjects(Met.class::isInstance)) {
                met.add((Met) object);
            }
            return new ShapeResult(met, firings);
        } finally {
            session.dispose();
        }
    }

    private void insert(KieSession session, Candidate candidate) {
        FactMaker maker = new FactMaker(vocabulary, candidate.asOf(), conclusion -> {
            throw new IllegalStateException("These rules conclude in facts");
        });
        session.insert(new AsOf(candidate.asOf()));
        maker.claimedProjects(candidate).forEach(session::insert);
        maker.claimedContributions(candidate).forEach(session::insert);
        maker.claimedDevelopments(candidate).forEach(session::insert);
        for (Sheet sheet : sheets) {
            for (Project project : candidate.projects()) {
                if (project.specialtyField().equals(sheet.specialtyField())) {
                    session.insert(maker.considered(sheet, project));
                }
            }
            for (Specialty specialty : candidate.specialties()) {
                if (specialty.specialtyField().equals(sheet.specialtyField())) {
                    session.insert(maker.held(sheet, specialty));
                }
            }
        }
    }

    private static KieBase compile(String name) {
        KieServices drools = KieServices.get();
        ReleaseId release = drools.newReleaseId("org.kentei.bench", name, "1");
        KieFileSystem sources = drools.newKieFileSystem().generateAndWritePomXML(release);
        sources.write("src/main/resources/" + name, text(name));
        KieBuilder builder = drools.newKieBuilder(sources).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        return drools.newKieContainer(release).getKieBase();
    }

    private static byte[] text(String name) {
        try (InputStream file = InEngineShape.class.getResourceAsStream("/shapes/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
