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
    private final Map<String, OrdinalLevel> levels = new LinkedHashMap<>();

    /** @param terms the codes, lowest first */
    public OrdinalScale(List<Term> terms) {
        this.terms = List.copyOf(terms);
        Set<String> codesUpTo = new LinkedHashSet<>();
        for (Term term : terms) {
            codesUpTo.add(term.code());
            levels.put(term.code(), new OrdinalLevel(term.code(), levels.size(), Set.copyOf(codesUpTo)));
        }
    }

    public List<Term> terms() {
        return terms;
    }

    /** The level of a code; null if the scale does not have it. */
    public @Nullable OrdinalLevel level(String code) {
        return levels.get(code);
    }

    /**
     * A level of the scale.
     *
     * @param rank 0 for the lowest level
     * @param codesUpTo its own code and all lower ones
     */
    public record OrdinalLevel(String code, int rank, Set<String> codesUpTo) {

        /** Whether this level is the other or a higher one. Rules write {@code role.atLeast( "LEADER" )}. */
        public boolean atLeast(String other) {
            return codesUpTo.contains(other);
        }
    }
}
