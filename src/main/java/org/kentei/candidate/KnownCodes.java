package org.kentei.candidate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Term;

/**
 * The codes that a property may have.
 *
 * @param kind what they are, to stand before them in a message
 * @param terms every code that the vocabulary knows
 * @param asOf the day on which a code must be in force; null if it is not known
 */
record KnownCodes(String kind, List<Term> terms, @Nullable LocalDate asOf) {

    /** The term of a code; null if there is none. */
    @Nullable
    Term find(String code) {
        for (Term term : terms) {
            if (term.code().equals(code)) {
                return term;
            }
        }
        return null;
    }

    boolean inForce(Term term) {
        return asOf == null || term.validity().includes(asOf);
    }

    /** The codes in force. */
    List<String> allowed() {
        return terms.stream().filter(this::inForce).map(Term::code).toList();
    }
}
