package org.kentei.meaning;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.Firing;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;

/**
 * What a revision makes of a candidate.
 *
 * @param verdict null where the candidate is refused
 */
record Levels(@Nullable Verdict verdict) {

    static Levels decide(Ruleset ruleset, byte[] candidate) {
        try {
            return new Levels(
                    ruleset.decide(new CandidateReader(ruleset.vocabulary(), Clock.systemUTC()).read(candidate)));
        } catch (InvalidCandidateException refused) {
            return new Levels(null);
        }
    }

    boolean refused() {
        return verdict == null;
    }

    /** The certified level; 0 for none. */
    int level() {
        return verdict == null ? 0 : Objects.requireNonNullElse(verdict.certifiedLevel(), 0);
    }

    /** The level of each field that has one. */
    Map<String, Integer> fields() {
        Map<String, Integer> fields = new TreeMap<>();
        if (verdict != null) {
            verdict.fields().forEach(field -> {
                if (field.certifiedLevel() != null) {
                    fields.put(field.specialtyField(), field.certifiedLevel());
                }
            });
        }
        return fields;
    }

    /** The codes of the sheets that are met. */
    Set<String> sheets() {
        return verdict == null
                ? Set.of()
                : verdict.fields().stream()
                        .flatMap(field -> field.sheets().stream())
                        .filter(SheetVerdict::met)
                        .map(SheetVerdict::sheet)
                        .collect(Collectors.toSet());
    }

    /** The criteria of a sheet that are not met. */
    Set<Criterion> notMet(String sheet) {
        return verdict == null
                ? Set.of()
                : verdict.fields().stream()
                        .flatMap(field -> field.sheets().stream())
                        .filter(one -> one.sheet().equals(sheet))
                        .flatMap(one -> one.criteria().stream())
                        .filter(one -> one.status() == Status.NOT_MET)
                        .map(one -> one.criterion())
                        .collect(Collectors.toSet());
    }

    /** Of what a clause was said, as a sheet and the id of a fact. */
    Set<String> saidBy(String clause) {
        Set<String> said = new HashSet<>();
        if (verdict != null) {
            for (Firing firing : verdict.firings()) {
                if (firing.clause().equals(clause)) {
                    said.add(firing.sheet() + " " + firing.conclusion());
                }
            }
        }
        return said;
    }
}
