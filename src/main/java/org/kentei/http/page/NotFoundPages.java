package org.kentei.http.page;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.problem.ProblemMappers;

/** The answer to an address at which there is nothing: a page for people, and a problem for programs. */
public class NotFoundPages {

    @ServerExceptionMapper
    public Response notFound(NotFoundException thrown, HttpHeaders headers, UriInfo uri) {
        var problem = ProblemType.NOT_FOUND.problem("There is nothing at `" + uri.getPath() + "`.");
        if (uri.getPath().startsWith("/v1/") || !PageRequest.person(headers)) {
            return ProblemMappers.response(problem);
        }
        return new PageRequest(headers, uri).answer("notice", () -> {
            throw new ProblemException(problem);
        });
    }
}
