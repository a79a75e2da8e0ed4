package org.kentei.candidate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Suggestion;

/**
 * Reads the properties of one object by name. Every property that is not read is unknown, and so a fault. For a required
 * property with a fault it returns a placeholder, since the candidate is then refused.
 */
final class PropertyReader {

    private static final String NO_TEXT = "";

    private final Json.ObjectValue members;
    private final FaultCollector faults;
    private final ValueReader values;
    private final List<String> asked = new ArrayList<>(16);

    private PropertyReader(Json.ObjectValue members, FaultCollector faults) {
        this.members = members;
        this.faults = faults;
        this.values = new ValueReader(faults);
    }

    /** Reads an object, or returns null if the value is not an object. */
    static <T> @Nullable T read(Json json, FaultCollector faults, Function<PropertyReader, T> reading) {
        if (!(json instanceof Json.ObjectValue members)) {
            new ValueReader(faults).refuse(json, "must be an object");
            return null;
        }
        PropertyReader properties = new PropertyReader(members, faults);
        T read = reading.apply(properties);
        properties.refuseWhatWasNotAsked();
        return read;
    }

    /** A required id. */
    String id(String name) {
        Json json = required(name);
        String id = json == null ? null : values.id(json);
        return id == null ? NO_TEXT : id;
    }

    /** A required id that no other entry has. */
    String id(String name, Set<String> taken) {
        String id = id(name);
        if (!id.isEmpty() && !taken.add(id)) {
            refuse(
                    name,
                    QuotedInput.inBackticks(name) + " must be unique; " + QuotedInput.inBackticks(id)
                            + " is used by an earlier one.");
        }
        return id;
    }

    @Nullable
    String title(String name) {
        Json json = optional(name);
        return json == null ? null : values.title(json);
    }

    /** A required code. */
    String code(String name, KnownCodes known) {
        Json json = required(name);
        String code = json == null ? null : values.code(json, known);
        return code == null ? NO_TEXT : code;
    }

    List<String> codes(String name, KnownCodes known) {
        if (optional(name) == null) {
            return List.of();
        }
        List<String> codes = new ArrayList<>();
        forEach(name, CandidateLimits.CODES, json -> {
            String code = values.code(json, known);
            if (code != null) {
                codes.add(code);
            }
        });
        return codes;
    }

    boolean flag(String name) {
        Json json = required(name);
        return json != null && values.flag(json);
    }

    /** A whole number from 0 on, or null where it is not stated. */
    @Nullable
    Long wholeNumber(String name, long most) {
        Json json = optional(name);
        return json == null ? null : values.wholeNumber(json, most);
    }

    LocalDate date(String name) {
        Json json = required(name);
        LocalDate date = json == null ? null : values.date(json);
        // the earliest day there is, so that nothing seems to end before it
        return date == null ? LocalDate.MIN : date;
    }

    @Nullable
    LocalDate optionalDate(String name) {
        Json json = optional(name);
        return json == null ? null : values.date(json);
    }

    /** Whether a property is stated, be it as it must be or not. */
    boolean states(String name) {
        return optional(name) != null;
    }

    /** The last day of what began on {@code from}; null where it goes on. */
    @Nullable
    LocalDate lastDay(String name, LocalDate from) {
        LocalDate to = optionalDate(name);
        if (to != null && to.isBefore(from)) {
            refuse(
                    name,
                    QuotedInput.inBackticks(name) + " must not be before `from`; given are " + to + " and " + from
                            + ".");
        }
        return to;
    }

    /** The objects of a list; empty where it is not stated. */
    <T> List<T> entries(String name, int most, Function<PropertyReader, T> reading) {
        List<T> entries = new ArrayList<>();
        forEach(name, most, json -> {
            T entry = read(json, faults, reading);
            if (entry != null) {
                entries.add(entry);
            }
        });
        return entries;
    }

    private void forEach(String name, int most, Consumer<Json> action) {
        Json json = optional(name);
        if (json instanceof Json.ArrayValue entries) {
            if (entries.list().size() > most) {
                refuse(
                        name,
                        QuotedInput.inBackticks(name) + " must have at most " + most + " entries; given are "
                                + entries.list().size() + ".");
            }
            entries.list().forEach(action);
        } else if (json != null) {
            values.refuse(json, "must be a list");
        }
    }

    private void ask(String name) {
        if (!asked.contains(name)) {
            asked.add(name);
        }
    }

    private @Nullable Json required(String name) {
        ask(name);
        Json json = members.byName().get(name);
        if (json == null) {
            faults.add(members.place().missing(name), () -> "`" + name + "` is required.");
        } else if (json instanceof Json.NullValue) {
            faults.add(json.place(), () -> "`" + name + "` is required; it cannot be `null`.");
            return null;
        }
        return json;
    }

    private @Nullable Json optional(String name) {
        ask(name);
        Json json = members.byName().get(name);
        // serializers write null for what is not stated
        return json instanceof Json.NullValue ? null : json;
    }

    private void refuse(String name, String detail) {
        Json json = members.byName().get(name);
        faults.add(json == null ? members.place() : json.place(), () -> detail);
    }

    private void refuseWhatWasNotAsked() {
        members.byName().forEach((name, json) -> {
            if (!asked.contains(name)) {
                faults.add(
                        json.place(),
                        () -> "There is no property " + QuotedInput.inBackticks(name) + " here; the"
                                + " properties are " + QuotedInput.all(asked) + "." + Suggestion.hint(name, asked));
            }
        });
    }
}
