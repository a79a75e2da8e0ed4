package org.kentei.command;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.kentei.verdict.Shortfall;

/** Puts a shortfall into a plain sentence with its numbers and its clause. */
final class ShortfallSentence {

    private ShortfallSentence() {}

    static String of(Shortfall shortfall) {
        String project = shortfall.projectId() == null ? "" : "project " + shortfall.projectId() + ": ";
        return project + what(shortfall) + " (" + shortfall.clause() + ")";
    }

    private static String what(Shortfall shortfall) {
        Object required = shortfall.required();
        if (required instanceof Number number && shortfall.unit() != null) {
            return number(number.longValue(), shortfall);
        }
        if (required instanceof Boolean truth) {
            return "`" + shortfall.property() + "` has to be " + truth
                    + (shortfall.actual() == null ? ", and nothing is stated" : ", and is " + shortfall.actual());
        }
        boolean list = shortfall.condition().contains(" contains ");
        return list
                ? required + " is missing in " + shortfall.property() + ", stated: " + stated(shortfall)
                : shortfall.property() + " " + required
                        + (shortfall.condition().contains("atLeast") ? " or higher" : "") + " required, stated: "
                        + stated(shortfall);
    }

    private static String number(long required, Shortfall shortfall) {
        String bound = shortfall.condition().contains("<") ? "fewer than " : "";
        String actual = shortfall.actual() instanceof Number number
                ? String.format("%,d stated", number.longValue())
                : "none stated";
        String missing = shortfall.missing() == null
                ? ""
                : String.format(bound.isEmpty() ? ", %,d missing" : ", %,d too many", shortfall.missing());
        return String.format("%s%,d %s required, %s%s", bound, required, unit(required, shortfall), actual, missing);
    }

    private static String unit(long number, Shortfall shortfall) {
        String units = String.valueOf(shortfall.unit());
        String one = units.equals("criteria") ? "criterion" : units.replaceFirst("s$", "");
        return number == 1 ? one : units;
    }

    private static String stated(Shortfall shortfall) {
        if (shortfall.actual() instanceof Collection<?> codes) {
            return codes.isEmpty()
                    ? "none"
                    : List.copyOf(codes).stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return shortfall.actual() == null ? "none" : String.valueOf(shortfall.actual());
    }
}
