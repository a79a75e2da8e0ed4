package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kentei.access.AllowedRoles;
import org.kentei.http.request.Routes;
import org.kentei.http.request.Routes.Route;

/** What is known of the service's routes. */
class ResourcesTest {

    private static final Routes ROUTES = new Routes(Resources.ALL);

    @Test
    void every_resource_is_known() {
        assertThat(new ClassFileImporter()
                        .importPath("target/classes/org/kentei/http").stream()
                                .filter(type -> type.isAnnotatedWith(Path.class))
                                .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(
                        Resources.ALL.stream().map(Class::getName).toList());
    }

    @Test
    void every_method_that_answers_says_which_roles_may_call_it() {
        assertThat(Resources.ALL)
                .flatExtracting(resource -> List.of(resource.getDeclaredMethods()))
                .filteredOn(method -> Stream.of(method.getAnnotations())
                        .anyMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class)))
                .allSatisfy(method -> assertThat(method.isAnnotationPresent(AllowedRoles.class))
                        .as(method.toString())
                        .isTrue());
    }

    @Test
    void a_path_belongs_to_the_most_specific_route() {
        assertThat(ROUTES.of("/v1/assessments/export").map(Route::template)).contains("/v1/assessments/export");
        assertThat(ROUTES.of("/v1/assessments/x/firings").map(Route::template))
                .contains("/v1/assessments/{assessmentId}/firings");
        assertThat(ROUTES.of("/v1/candidates/a%2Fb").map(Route::template)).contains("/v1/candidates/{candidateId}");
        assertThat(ROUTES.of("/v1/rules/").map(Route::template)).contains("/v1/rules");
        assertThat(ROUTES.of("/v1/rules/a/b")).isEmpty();
        assertThat(ROUTES.of("")).isEmpty();
    }
}
