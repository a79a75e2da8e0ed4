package org.kentei.vocabulary;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Codes in ascending order, such as the roles or the depths of a specialty. */
public final class OrdinalScale {

    private final List<Term> terms;
    private final Map<String, OrdinalLevel> rungs = new LinkedHashMap<>();

    /** @param terms the ladder's codes, lowest first */
    public OrdinalScale(List<Term> terms) {
        this.terms = List.copyOf(terms);
        Set<String> reached = new LinkedHashSet<>();
        for (Term term : terms) {
            reached.add(term.code());
            rungs.put(term.code(), new OrdinalLevel(term.code(), rungs.size(), Set.copyOf(reached)));
        }
    }

    public List<Term> terms() {
        return terms;
    }

    /** The rung of that code, or null where the ladder has none. */
    public @Nullable OrdinalLevel rung(String code) {
        return rungs.get(code);
    }

    /**
     * A place on the ladder.
     *
     * @param code its code
     * @param height 0 for the lowest rung
     * @param reached its own code and all below it
     */
    public record OrdinalLevel(String code, int height, Set<String> reached) {

        /** Whether this rung is that one or a higher one. Rules write {@code role.atLeast( "LEADER" )}. */
        public boolean atLeast(String other) {
            return reached.contains(other);
        }
    }
}
