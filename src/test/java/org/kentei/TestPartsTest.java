package org.kentei;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.test.junit.QuarkusTest;

/** pom.xml runs the tests in two parts and tells them apart by their names. */
@AnalyzeClasses(packages = "org.kentei", importOptions = OnlyIncludeTests.class)
class TestPartsTest {

    @ArchTest
    static final ArchRule tests_that_start_the_service_are_in_the_part_that_shares_one = classes()
            .that()
            .areAnnotatedWith(QuarkusTest.class)
            .should()
            .resideInAPackage("org.kentei.http..")
            .orShould()
            .haveSimpleName("LiveRulesTest")
            .because("elsewhere each would start a service of its own");
}
