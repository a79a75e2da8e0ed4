package org.kentei.http.request;

import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.source.Suggestion;

/** The parameters of a query. Unknown and repeated parameters and invalid values are refused. */
public final class QueryParameters {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final UriInfo uri;
    private final boolean ofForm;

    public QueryParameters(UriInfo uri, String... known) {
        this(uri, false, known);
    }

    /** The parameters of a form, which also sends empty fields. */
    public static QueryParameters ofForm(UriInfo uri, String... known) {
        return new QueryParameters(uri, true, known);
    }

    private QueryParameters(UriInfo uri, boolean ofForm, String... known) {
        this.uri = uri;
        this.ofForm = ofForm;
        uri.getQueryParameters().forEach((name, values) -> {
            if (!List.of(known).contains(name)) {
                throw refused("There is no parameter `" + name + "`. "
                        + (known.length == 0
                                ? "There are no parameters."
                                : "The parameters are: " + String.join(", ", known) + ".")
                        + Suggestion.hint(name, List.of(known)));
            }
            if (values.size() > 1) {
                throw refused("`" + name + "` is given more than once.");
            }
        });
    }

    @Nullable
    public String text(String name) {
        String given = uri.getQueryParameters().getFirst(name);
        return ofForm && given != null && given.isBlank() ? null : given;
    }

    public int wholeNumber(String name, int least, int most, int otherwise) {
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
        throw refused("`" + name + "` must be a whole number from " + least + " to " + most + ".");
    }

    /** One of these words. */
    @Nullable
    public String oneOf(String name, List<String> words) {
        String given = text(name);
        if (given != null && !words.contains(given)) {
            throw refused(
                    "`" + name + "` must be one of " + String.join(", ", words) + "." + Suggestion.hint(given, words));
        }
        return given;
    }

    /** A time with its offset from UTC, such as {@code 2026-04-01T09:30:00Z}. */
    @Nullable
    public Instant moment(String name) {
        String given = text(name);
        LocalDateTime picked = ofForm && given != null ? picked(given) : null;
        if (picked != null) {
            return checked(name, picked.toInstant(ZoneOffset.UTC));
        }
        try {
            return given == null
                    ? null
                    : checked(name, OffsetDateTime.parse(given).toInstant());
        } catch (DateTimeParseException noMoment) {
            throw refused("`" + name + "` must be a time with its offset, such as `2026-04-01T09:30:00Z` or"
                    + " `2026-04-01T18:30:00%2B09:00`.");
        }
    }

    /** A time in UTC as a picker in a form sends it, such as {@code 2026-04-01T09:30}; null if it is not one. */
    public static @Nullable LocalDateTime picked(String given) {
        try {
            return LocalDateTime.parse(given);
        } catch (DateTimeParseException otherForm) {
            return null;
        }
    }

    /** A day, such as {@code 2026-03-31}. */
    @Nullable
    public LocalDate day(String name) {
        String given = text(name);
        try {
            LocalDate day = given == null ? null : LocalDate.parse(given);
            if (day == null
                    || day.getYear() >= CandidateLimits.FIRST_YEAR && day.getYear() <= CandidateLimits.LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException noDay) {
            // refused below, like a day out of range
        }
        throw refused("`" + name + "` is a day in the years " + CandidateLimits.FIRST_YEAR + " to "
                + CandidateLimits.LAST_YEAR + ", such as `2026-03-31`.");
    }

    private static Instant checked(String name, Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw refused("`" + name + "` must be between the years 1 and 9999.");
        }
        return moment;
    }

    public static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER.problem(detail));
    }
}
