package org.kentei.record.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something that assessments are found by; equal texts mean the same. */
public record IndexTerm(String text) {

    /** What every assessment is found by. */
    public static final IndexTerm ASSESSMENT = new IndexTerm("assessment");

    private static final String CLIENT = "client:";
    private static final String RULESET = "ruleset:";
    private static final String LEVEL = "level:";
    private static final String LEVELS = "levels:";
    private static final String NONE = "NONE";

    /** A rule fired. */
    public static IndexTerm rule(String name) {
        return new IndexTerm("rule:" + name);
    }

    /** A rule of that clause fired. */
    public static IndexTerm clause(String clause) {
        return new IndexTerm("clause:" + clause);
    }

    /** A sheet is met, or is not. */
    public static IndexTerm sheet(String sheet, boolean met) {
        return new IndexTerm("sheet:" + sheet + (met ? "=MET" : "=NOT_MET"));
    }

    /** A criterion of a sheet has a status. */
    public static IndexTerm criterion(String sheet, String criterion, String status) {
        return new IndexTerm("criterion:" + sheet + "/" + criterion + "=" + status);
    }

    /** The level certified over all fields; null for none. */
    public static IndexTerm level(@Nullable Integer level) {
        return new IndexTerm("level=" + (level == null ? NONE : level));
    }

    /** The level certified in a field; null for none. */
    public static IndexTerm level(String specialtyField, @Nullable Integer level) {
        return new IndexTerm(LEVEL + specialtyField + "=" + (level == null ? NONE : level));
    }

    /** Some level is certified in a field. */
    public static IndexTerm certified(String specialtyField) {
        return new IndexTerm("certified:" + specialtyField);
    }

    public static IndexTerm client(String name) {
        return new IndexTerm(CLIENT + name);
    }

    public static IndexTerm ruleset(String revision) {
        return new IndexTerm(RULESET + revision);
    }

    /**
     * The certified levels of all fields together, which a list shows. Nothing is found by it.
     *
     * @param terms those of a verdict
     */
    public static IndexTerm levels(Collection<IndexTerm> terms) {
        List<String> levels = new ArrayList<>();
        for (IndexTerm term : terms) {
            if (term.text.startsWith(LEVEL) && !term.text.endsWith("=" + NONE)) {
                levels.add(term.text.substring(LEVEL.length()));
            }
        }
        Collections.sort(levels);
        return new IndexTerm(LEVELS + String.join(",", levels));
    }

    /** The levels that {@link #levels} was made of, by the code of the field. */
    static Map<String, Integer> fieldLevels(@Nullable String text) {
        Map<String, Integer> levels = new TreeMap<>();
        if (text != null && text.length() > LEVELS.length()) {
            for (String one : text.substring(LEVELS.length()).split(",", -1)) {
                int sign = one.lastIndexOf('=');
                levels.put(one.substring(0, sign), Integer.valueOf(one.substring(sign + 1)));
            }
        }
        return levels;
    }

    /** Whether an assessment still has it when it is erased: the log says as much. */
    public boolean isKeptAfterErasure() {
        return equals(ASSESSMENT) || text.startsWith(CLIENT) || text.startsWith(RULESET);
    }

    /** The name that a client's term was made of; null for none. */
    static @Nullable String clientName(@Nullable String text) {
        return text == null ? null : text.substring(CLIENT.length());
    }
}
