package org.kentei.fact;

import java.util.Optional;
import org.kentei.vocabulary.Criterion;

/** All types of conclusions. */
public enum ConclusionType {
    IS_CONSIDERED,
    COUNTS,
    COUNTS_FOR,
    SHOWS_MINIMUM_CAPABILITY,
    MEETS_COMPLEXITY(Criterion.COMPLEXITY),
    MEETS_SIZE(Criterion.SIZE),
    PLAYS_ROLE(Criterion.RESPONSIBILITIES),
    SHOWS_ACCOMPLISHMENTS(Criterion.RESPONSIBILITIES),
    SATISFIES_COMPLEXITY(Criterion.COMPLEXITY),
    SATISFIES_SIZE(Criterion.SIZE),
    IS_ELIGIBLE(Criterion.RESPONSIBILITIES),
    IS_COUNTED(Criterion.RESPONSIBILITIES),
    SATISFIES_RESPONSIBILITIES(Criterion.RESPONSIBILITIES),
    SATISFIES_SPECIALTY(Criterion.SPECIALTY),
    SATISFIES_SUCCESSION(Criterion.SUCCESSION),
    SATISFIES_SUBORDINATES(Criterion.SUBORDINATES),
    IS_MET,
    CERTIFIES_FIELD,
    CERTIFIES_CANDIDATE;

    private final Optional<Criterion> criterion;
    private final boolean satisfies = name().startsWith("SATISFIES_");

    ConclusionType() {
        this.criterion = Optional.empty();
    }

    ConclusionType(Criterion criterion) {
        this.criterion = Optional.of(criterion);
    }

    /** Its criterion; empty if it belongs to none. */
    public Optional<Criterion> criterion() {
        return criterion;
    }

    /** Whether it concludes that its criterion is met. */
    public boolean satisfies() {
        return satisfies;
    }
}
