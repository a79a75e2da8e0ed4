package org.kentei.candidate;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Suggestion;
import org.kentei.vocabulary.Term;

/** Reads single values in the exact form of the contract. A refused value is null, with a fault. */
final class ValueReader {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    /** The form of a date; each {@code 0} may be any digit. */
    private static final String DATE = "0000-00-00";

    /** Numbers of no more digits fit a long. */
    private static final int DIGITS_OF_A_LONG = 18;

    private final FaultCollector faults;

    ValueReader(FaultCollector faults) {
        this.faults = faults;
    }

    @Nullable
    String id(Json json) {
        String id = text(json, CandidateLimits.ID_LENGTH);
        if (id != null && invisible(id)) {
            refuse(json, "must not be blank");
            return null;
        }
        return id;
    }

    @Nullable
    String title(Json json) {
        return text(json, CandidateLimits.TITLE_LENGTH);
    }

    private @Nullable String text(Json json, int longest) {
        if (!(json instanceof Json.StringValue given)) {
            refuse(json, "must be a string");
            return null;
        }
        int length = given.text().codePointCount(0, given.text().length());
        if (length > longest) {
            faults.add(
                    json.place(),
                    () -> json.place().words() + " must have at most " + longest + " characters; given are " + length
                            + ".");
            return null;
        }
        return given.text();
    }

    /** An id of spaces only, of any width, does not identify anyone. */
    private static boolean invisible(String id) {
        for (int place = 0; place < id.length(); place += Character.charCount(id.codePointAt(place))) {
            if (!invisible(id.codePointAt(place))) {
                return false;
            }
        }
        return true;
    }

    private static boolean invisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    @Nullable
    String code(Json json, KnownCodes known) {
        Term term = json instanceof Json.StringValue given ? known.find(given.text()) : null;
        if (term != null) {
            if (known.inForce(term)) {
                return term.code();
            }
            faults.add(
                    json.place(),
                    () -> json.place().words() + " is `" + term.code() + "`, which is in force "
                            + term.validity().words() + "; the as-of date is " + known.asOf() + ".");
        } else if (!(json instanceof Json.UnreadableValue)) {
            faults.add(
                    json.place(),
                    () -> expectation(json, "must be " + known.kind() + " " + QuotedInput.all(known.allowed()))
                            + (json instanceof Json.StringValue given
                                    ? Suggestion.hint(given.text(), known.allowed())
                                    : ""));
        }
        return null;
    }

    boolean flag(Json json) {
        if (json instanceof Json.BooleanValue truth) {
            return truth.value();
        }
        refuse(json, "must be `true` or `false`");
        return false;
    }

    @Nullable
    Long wholeNumber(Json json, long most) {
        if (json instanceof Json.NumberValue given) {
            String written = given.written();
            if (written.length() <= DIGITS_OF_A_LONG && onlyDigits(written)) {
                long number = Long.parseLong(written);
                if (number <= most) {
                    return number;
                }
            } else if (WHOLE_NUMBER.matcher(written).matches()) {
                BigInteger number = new BigInteger(written);
                if (number.signum() >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                    return number.longValueExact();
                }
            }
        }
        refuse(json, "must be a whole number from 0 to " + most + ", written in digits only");
        return null;
    }

    private static boolean onlyDigits(String written) {
        for (int place = 0; place < written.length(); place++) {
            if (written.charAt(place) < '0' || written.charAt(place) > '9') {
                return false;
            }
        }
        return true;
    }

    @Nullable
    LocalDate date(Json json) {
        if (!(json instanceof Json.StringValue given) || !isWrittenAsDate(given.text())) {
            refuse(json, "must be a date written as year, month and day, such as `2026-03-31`");
            return null;
        }
        LocalDate date = day(given.text());
        if (date == null) {
            refuse(json, "must be a valid calendar date");
        } else if (date.getYear() < CandidateLimits.FIRST_YEAR || date.getYear() > CandidateLimits.LAST_YEAR) {
            refuse(json, "must be in the years " + CandidateLimits.FIRST_YEAR + " to " + CandidateLimits.LAST_YEAR);
            return null;
        }
        return date;
    }

    private static boolean isWrittenAsDate(String text) {
        if (text.length() != DATE.length()) {
            return false;
        }
        for (int place = 0; place < DATE.length(); place++) {
            char character = text.charAt(place);
            if (DATE.charAt(place) == '0' ? character < '0' || character > '9' : character != '-') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable LocalDate day(String written) {
        try {
            return LocalDate.of(
                    Integer.parseInt(written, 0, 4, 10),
                    Integer.parseInt(written, 5, 7, 10),
                    Integer.parseInt(written, 8, 10, 10));
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** @param expectation what the value must be, to follow its name in a message */
    void refuse(Json json, String expectation) {
        if (!(json instanceof Json.UnreadableValue)) {
            faults.add(json.place(), () -> expectation(json, expectation));
        }
    }

    private static String expectation(Json json, String expectation) {
        return json.place().words() + " " + expectation + "; given is " + json.shown() + ".";
    }
}
