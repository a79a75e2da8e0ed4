package org.kentei.vocabulary;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a rule, a sheet, a field or a code is in force.
 *
 * @param from the first day in force; null if it has always been in force
 * @param until the first day no longer in force; null if it has no end
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate until) {

    /** In force on every day. */
    public static final Validity ALWAYS = new Validity(null, null);

    /** A year from 1000 on, since the as-of dates of candidates are in the years 1900 to 2200. */
    private static final Pattern DATE = Pattern.compile("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}");

    private static final Comparator<@Nullable LocalDate> BEGIN = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<@Nullable LocalDate> END = Comparator.nullsLast(Comparator.naturalOrder());

    /** A day written as year, month and day, such as {@code 2027-04-01}; null if the text is not such a day. */
    public static @Nullable LocalDate date(String text) {
        try {
            return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException noSuchDay) {
            return null;
        }
    }

    /** Whether a day is one of these days. */
    public boolean includes(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }

    /** The days that are in both; {@link #isEmpty()} if there are none. */
    public Validity and(Validity other) {
        return new Validity(
                BEGIN.compare(from, other.from) >= 0 ? from : other.from,
                END.compare(until, other.until) <= 0 ? until : other.until);
    }

    /** Whether there is no such day. */
    public boolean isEmpty() {
        return from != null && until != null && !from.isBefore(until);
    }

    /** Whether it has neither a beginning nor an end. */
    public boolean isAlways() {
        return from == null && until == null;
    }

    /** The days on which something begins or ends to be in force. */
    public Stream<LocalDate> boundaries() {
        return Stream.of(from, until).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    /** The periods between such days, in their order; every day is in exactly one of them. */
    public static List<Validity> periods(Stream<LocalDate> boundaries) {
        List<Validity> periods = new ArrayList<>();
        LocalDate from = null;
        for (LocalDate boundary : (Iterable<LocalDate>) boundaries.sorted().distinct()::iterator) {
            periods.add(new Validity(from, boundary));
            from = boundary;
        }
        periods.add(new Validity(from, null));
        return periods;
    }

    /** A day of the period: the one asked for where it is in the period, else the first day, else the last. */
    public LocalDate day(LocalDate wished) {
        if (includes(wished)) {
            return wished;
        }
        return from != null ? from : Objects.requireNonNull(until).minusDays(1);
    }

    /** The days in words, to stand after "in force", such as {@code from 2027-04-01}. */
    public String words() {
        if (from == null) {
            return until == null ? "on every day" : "before " + until;
        }
        return "from " + from + (until == null ? "" : " and before " + until);
    }
}
