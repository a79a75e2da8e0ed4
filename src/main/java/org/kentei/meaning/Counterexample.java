package org.kentei.meaning;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kentei.meaning.ChangeTrial.DifferingCandidate;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;
import org.kentei.verdict.LevelText;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/**
 * A candidate whose level differs under the new revision.
 *
 * @param candidate as HR systems post it
 * @param specialtyField the field whose level differs
 * @param before the field's level under the old revision; null for none
 * @param after the field's level under the new revision; null for none
 * @param refusedBefore whether the old revision refuses the candidate because of an unknown code
 * @param refusedAfter whether the new revision refuses the candidate because of an unknown code
 * @param sheet the sheet that is met under only one of the revisions
 * @param notMet its criteria that are not met under the new revision
 * @param caseText a case for the sheet's case file that holds under the new revision; null if that has no such sheet
 */
public record Counterexample(
        Map<String, Object> candidate,
        String specialtyField,
        @Nullable Integer before,
        @Nullable Integer after,
        boolean refusedBefore,
        boolean refusedAfter,
        String sheet,
        Set<Criterion> notMet,
        @Nullable String caseText) {

    static Counterexample of(DifferingCandidate found, String change, Ruleset before, Ruleset after) {
        List<RulesetText> texts = List.of(before.text(), after.text());
        String code = Levels.sheetThatDiffers(found.before(), found.after(), texts);
        Sheet newSheet = after.vocabulary().sheet(code);
        String field = Objects.requireNonNull(
                        newSheet == null ? before.vocabulary().sheet(code) : newSheet)
                .specialtyField();
        Integer was = found.before().fields().get(field);
        Integer is = found.after().fields().get(field);
        Map<String, Object> candidate = ClaimDraft.candidate(found.claims());
        Set<Criterion> notMet = new TreeSet<>(found.after().notMet(code));
        String name = change + ", " + LevelText.phrase(is) + " instead of " + LevelText.phrase(was);
        return new Counterexample(
                candidate,
                field,
                was,
                is,
                found.before().refused(),
                found.after().refused(),
                code,
                notMet,
                newSheet == null || found.after().refused()
                        ? null
                        : CaseText.of(name, candidate, is, found.after().inForce(code), notMet));
    }

    /** The change of the candidate's level, as text. */
    public String words() {
        return "level " + level(before, refusedBefore) + " becomes " + level(after, refusedAfter);
    }

    private static String level(@Nullable Integer level, boolean refused) {
        return refused ? "none (refused)" : LevelText.number(level);
    }
}
