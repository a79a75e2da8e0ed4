package org.kentei.meaning;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/**
 * The levels of a candidate under a revision.
 *
 * @param verdict null if the candidate is refused
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

    /** Whether a sheet is in force on the as-of date. */
    boolean inForce(String sheet) {
        return verdict != null
                && verdict.fields().stream()
                        .flatMap(field -> field.sheets().stream())
                        .anyMatch(one -> one.sheet().equals(sheet) && one.notInForce() == null);
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

    boolean sameAs(Levels other) {
        return refused() == other.refused()
                && level() == other.level()
                && fields().equals(other.fields())
                && sheets().equals(other.sheets());
    }

    /** 1 if the other level is higher, -1 if it is lower, 0 if no level differs. */
    int directionTo(Levels other) {
        int levels = Integer.compare(other.level(), level());
        if (levels != 0) {
            return levels;
        }
        Set<String> all = new TreeSet<>(fields().keySet());
        all.addAll(other.fields().keySet());
        return all.stream()
                .map(field -> Integer.compare(other.fields().getOrDefault(field, 0), fields().getOrDefault(field, 0)))
                .filter(difference -> difference != 0)
                .findFirst()
                .orElse(0);
    }

    /** The highest sheet that is met under only one revision; if there is none, the highest sheet that is met. */
    static String sheetThatDiffers(Levels one, Levels other, List<RulesetText> texts) {
        Set<String> both = new HashSet<>(one.sheets());
        both.addAll(other.sheets());
        Set<String> differing = new HashSet<>(both);
        differing.removeIf(
                sheet -> one.sheets().contains(sheet) && other.sheets().contains(sheet));
        return texts.stream()
                .flatMap(text -> text.vocabulary().sheets())
                .filter(sheet -> (differing.isEmpty() ? both : differing).contains(sheet.sheet()))
                .max(Comparator.comparingInt(Sheet::level))
                .map(Sheet::sheet)
                .orElseThrow();
    }
}
