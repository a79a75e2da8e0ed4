package org.kentei.http;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.http.Problem.Kind;
import org.kentei.vocabulary.DidYouMean;

/** The parameters of a query, refused where one is unknown, given twice or of the wrong kind. */
final class QueryParameters {

    private final UriInfo uri;

    QueryParameters(UriInfo uri, String... known) {
        this.uri = uri;
        uri.getQueryParameters().forEach((name, values) -> {
            if (!List.of(known).contains(name)) {
                throw refused("There is no parameter `" + name + "`; there " + (known.length == 0 ? "is none."
                        : "are " + String.join(", ", known) + ".") + DidYouMean.hint(name, List.of(known)));
            }
            if (values.size() > 1) {
                throw refused("`" + name + "` is given more than once.");
            }
        });
    }

    @Nullable String text(String name) {
        return uri.getQueryParameters().getFirst(name);
    }

    int wholeNumber(String name, int least, int most, int otherwise) {
        String given = text(name);
        if (given == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // refused below, like a number out of range
        }
        throw refused("`" + name + "` is a whole number from " + least + " to " + most + ".");
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(Kind.INVALID_PARAMETER.problem(detail));
    }
}
