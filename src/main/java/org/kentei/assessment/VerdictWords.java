package org.kentei.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kentei.record.Outcome;
import org.kentei.record.Outcome.Part;
import org.kentei.record.Word;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Firing;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Verdict;

/** Says what a verdict is found by. */
final class VerdictWords {

    private VerdictWords() {}

    static Outcome of(Verdict verdict) {
        List<Word> ofNoField = new ArrayList<>();
        ofNoField.add(Word.level(verdict.certifiedLevel()));
        Map<String, List<Word>> bySheet = new HashMap<>();
        List<List<Word>> parts = new ArrayList<>();
        parts.add(ofNoField);
        for (FieldVerdict field : verdict.fields()) {
            List<Word> words = new ArrayList<>();
            words.add(Word.level(field.specialtyField(), field.certifiedLevel()));
            if (field.certifiedLevel() != null) {
                words.add(Word.certified(field.specialtyField()));
            }
            for (SheetVerdict sheet : field.sheets()) {
                words.add(Word.sheet(sheet.sheet(), sheet.met()));
                for (CriterionVerdict criterion : sheet.criteria()) {
                    words.add(Word.criterion(
                            sheet.sheet(),
                            criterion.criterion().name(),
                            criterion.status().name()));
                }
                bySheet.put(sheet.sheet(), words);
            }
            parts.add(words);
        }
        for (Firing firing : verdict.firings()) {
            List<Word> words = firing.sheet() == null ? ofNoField : bySheet.getOrDefault(firing.sheet(), ofNoField);
            words.add(Word.rule(firing.rule()));
            words.add(Word.clause(firing.clause()));
        }
        return new Outcome(parts.stream().map(Part::of).toList());
    }
}
