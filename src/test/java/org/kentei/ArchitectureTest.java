package org.kentei;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kentei.record.database.StoreConfig;
import org.kentei.ruleset.RulesetFiles;

@AnalyzeClasses(packages = "org.kentei", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_the_ruleset_knows_the_rule_engine = noClasses()
            .that()
            .resideOutsideOfPackage("org.kentei.ruleset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.drools..", "org.kie..", "com.github.javaparser..");

    @ArchTest
    static final ArchRule source_files_know_nothing_else_of_kentei = knowsOnly("source");

    @ArchTest
    static final ArchRule hashes_know_nothing_else_of_kentei = knowsOnly("hash");

    @ArchTest
    static final ArchRule private_files_know_nothing_else_of_kentei = knowsOnly("files");

    @ArchTest
    static final ArchRule the_vocabulary_knows_source_files_alone = knowsOnly("vocabulary", "source");

    @ArchTest
    static final ArchRule candidates_know_the_vocabulary = knowsOnly("candidate", "vocabulary", "source");

    @ArchTest
    static final ArchRule facts_know_candidates_and_the_vocabulary =
            knowsOnly("fact", "candidate", "vocabulary", "source");

    @ArchTest
    static final ArchRule rules_as_data_know_facts = knowsOnly("rule", "fact", "candidate", "vocabulary", "source");

    @ArchTest
    static final ArchRule verdicts_know_rules_as_data_but_not_the_engine =
            knowsOnly("verdict", "rule", "fact", "candidate", "vocabulary", "source");

    @ArchTest
    static final ArchRule the_log_knows_no_database = knowsOnly("log", "hash");

    @ArchTest
    static final ArchRule the_record_of_assessments_knows_of_rules_only_their_files = noClasses()
            .that()
            .resideInAPackage("org.kentei.record..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(kentei("fact", "rule", "ruleset", "verdict"))
                    .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(RulesetFiles.class))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_record_knows_its_database_and_how_it_encrypts = noClasses()
            .that()
            .resideOutsideOfPackage("org.kentei.record..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(kentei("record.database", "record.encryption"))
                    .and(not(JavaClass.Predicates.assignableTo(Exception.class)))
                    .and(not(JavaClass.Predicates.equivalentTo(StoreConfig.class))));

    @ArchTest
    static final ArchRule only_live_rules_and_the_command_line_know_the_gate = noClasses()
            .that()
            .resideOutsideOfPackages(kentei("live", "command"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kentei.live.gate..");

    @ArchTest
    static final ArchRule only_http_and_the_command_line_make_pages = noClasses()
            .that()
            .resideOutsideOfPackages(kentei("http", "command", "page", "rulebook"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kentei.page..");

    @ArchTest
    static final ArchRule nothing_knows_that_it_is_served_over_http = noClasses()
            .that()
            .resideOutsideOfPackage("org.kentei.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kentei.http..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("org.kentei.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_of_http_form_no_cycle =
            slices().matching("org.kentei.http.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_of_http_do_not_know_what_joins_them = noClasses()
            .that()
            .resideInAPackage("org.kentei.http.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kentei.http");

    @ArchTest
    static final ArchRule packages_inside_the_record_form_no_cycle =
            slices().matching("org.kentei.record.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_log_does_not_know_its_verifier = knowsNothingOf("log", "log.verify");

    @ArchTest
    static final ArchRule the_gate_does_not_know_the_watched_folder = knowsNothingOf("live.gate", "live");

    /** Otherwise the service starts with a wrong setting, and fails at the first request that needs it. */
    @ArchTest
    static final ArchRule a_wrong_setting_is_refused_at_the_start = classes()
            .that(describe(
                    "refuse settings",
                    bean -> bean.isAnnotatedWith(ApplicationScoped.class)
                            && bean.getConstructors().stream().anyMatch(ArchitectureTest::takesSettings)
                            && bean.getConstructorCallsFromSelf().stream()
                                    .anyMatch(call ->
                                            call.getTargetOwner().isEquivalentTo(IllegalArgumentException.class))))
            .should(be(describe(
                    "made at the start",
                    bean -> bean.isAnnotatedWith(Startup.class)
                            || bean.getMethods().stream()
                                    .flatMap(method -> method.getParameters().stream())
                                    .anyMatch(parameter -> parameter.isAnnotatedWith(Observes.class)))));

    private static boolean takesSettings(JavaConstructor constructor) {
        return constructor.getParameters().stream()
                .anyMatch(parameter -> parameter.isAnnotatedWith(ConfigProperty.class)
                        || parameter.getRawType().isAnnotatedWith(ConfigMapping.class));
    }

    @ArchTest
    static final ArchRule pages_do_not_know_what_each_shows = knowsNothingOf("page", "page.view");

    private static ArchRule knowsNothingOf(String owner, String other) {
        return noClasses()
                .that()
                .resideInAPackage("org.kentei." + owner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.kentei." + other);
    }

    private static ArchRule knowsOnly(String owner, String... others) {
        return classes()
                .that()
                .resideInAPackage("org.kentei." + owner + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(Stream.concat(Stream.of(kentei(owner)), Stream.of(kentei(others)))
                                        .toArray(String[]::new))
                                .or(not(resideInAnyPackage("org.kentei.."))));
    }

    private static String[] kentei(String... names) {
        return Stream.of(names).map(name -> "org.kentei." + name + "..").toArray(String[]::new);
    }
}
