package org.kentei.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Codes in ascending order, such as the roles or the depths of a specialty. Each category may have a ladder of its own; a
 * level is never above or below one of another ladder.
 */
public final class OrdinalScale {

    private final List<Term> terms;
    private final Map<String, OrdinalLevel> levels = new LinkedHashMap<>();

    /** @param terms the codes, those of each ladder lowest first */
    public OrdinalScale(List<Term> terms) {
        this.terms = List.copyOf(terms);
        Map<Optional<String>, List<Term>> ladders = new LinkedHashMap<>();
        for (Term term : terms) {
            ladders.computeIfAbsent(Optional.ofNullable(term.category()), any -> new ArrayList<>())
                    .add(term);
        }
        ladders.values().forEach(this::addLadder);
    }

    private void addLadder(List<Term> ladder) {
        List<String> codes = ladder.stream().map(Term::code).toList();
        for (int rank = 0; rank < codes.size(); rank++) {
            levels.put(
                    codes.get(rank),
                    new OrdinalLevel(
                            codes.get(rank),
                            rank,
                            Set.copyOf(codes.subList(0, rank + 1)),
                            Set.copyOf(codes.subList(rank, codes.size()))));
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
     * @param codesFrom its own code and all higher ones
     */
    public record OrdinalLevel(String code, int rank, Set<String> codesUpTo, Set<String> codesFrom) {

        /** Whether this level is the other or a higher one. Rules write {@code role.atLeast( "LEADER" )}. */
        public boolean atLeast(String other) {
            return codesUpTo.contains(other);
        }

        /** Whether this level is the other or a lower one. Rules write {@code role.atMost( "LEADER" )}. */
        public boolean atMost(String other) {
            return codesFrom.contains(other);
        }

        /** Whether this level is the other. Rules write {@code role.exactly( "LEADER" )}. */
        public boolean exactly(String other) {
            return code.equals(other);
        }
    }
}
