package org.kentei.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kentei.record.database.CommitUnknownException;

/** What a client is told when nobody knows whether its assessment was kept. */
class OutcomeUnknownTest {

    @Test
    void the_problem_names_the_id_and_how_to_ask_and_does_not_advise_to_send_again() {
        UUID id = UUID.randomUUID();
        Response answer = new ProblemMappers().outcomeUnknown(new CommitUnknownException(id, new RuntimeException()));
        Problem problem = (Problem) answer.getEntity();
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.type()).isEqualTo("urn:kentei:problem:outcome-unknown");
        assertThat(problem.detail()).contains("GET /v1/assessments/" + id).doesNotContain("nothing was stored");
        assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isNull();
    }
}
