package org.kentei.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kentei.analysis.Warning.WarningType;
import org.kentei.fact.ConclusionType;
import org.kentei.rule.RuleText;
import org.kentei.rule.RulesByConclusion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/**
 * Checks that size clauses have no gap and no overlap between them: those of one sheet, and a band that has an end with
 * that of the next higher sheet.
 */
final class SizeBandCheck {

    private final List<Warning> warnings = new ArrayList<>();

    private SizeBandCheck() {}

    static List<Warning> warnings(Vocabulary vocabulary, List<RuleText> rules) {
        SizeBandCheck sizes = new SizeBandCheck();
        RulesByConclusion clauses = new RulesByConclusion(rules);
        for (SpecialtyField field : vocabulary.fields()) {
            Map<String, List<SizeBand>> above = Map.of();
            for (Sheet sheet : field.sheets()) {
                Map<String, List<SizeBand>> own = bands(clauses, sheet);
                own.values().forEach(sizes::checkWithin);
                for (Map.Entry<String, List<SizeBand>> measured : own.entrySet()) {
                    List<SizeBand> next = above.get(measured.getKey());
                    if (next != null) {
                        sizes.checkToSheetAbove(highest(measured.getValue()), highest(next));
                    }
                }
                above = own.isEmpty() ? above : own;
            }
        }
        return sizes.warnings;
    }

    private static Map<String, List<SizeBand>> bands(RulesByConclusion clauses, Sheet sheet) {
        Map<String, List<SizeBand>> bands = new LinkedHashMap<>();
        for (RuleText rule : clauses.of(sheet.sheet(), ConclusionType.MEETS_SIZE)) {
            for (SizeBand band : SizeBand.of(rule)) {
                bands.computeIfAbsent(band.property().name(), any -> new ArrayList<>())
                        .add(band);
            }
        }
        bands.values().forEach(list -> list.sort(Comparator.comparingLong(SizeBand::from)));
        return bands;
    }

    private static SizeBand highest(List<SizeBand> bands) {
        return bands.get(bands.size() - 1);
    }

    private void checkWithin(List<SizeBand> bands) {
        for (SizeBand band : bands) {
            if (band.empty()) {
                add(
                        WarningType.SIZE_GAP,
                        band,
                        "No " + band.property().name() + " is in the band of "
                                + band.rule().clause() + ": it starts at " + band.from() + " and ends below "
                                + band.below() + ".");
            }
        }
        for (int place = 1; place < bands.size(); place++) {
            join(bands.get(place - 1), bands.get(place));
        }
    }

    private void checkToSheetAbove(SizeBand own, SizeBand above) {
        if (own.ends()) {
            join(own, above);
        }
    }

    private void join(SizeBand lower, SizeBand upper) {
        if (lower.rule().equals(upper.rule())) {
            return;
        }
        if (lower.below() < upper.from()) {
            add(
                    WarningType.SIZE_GAP,
                    lower,
                    "`" + lower.property().name() + "` of " + span(lower.below(), upper.from())
                            + " belongs to no size clause: " + lower.rule().clause() + " ends below " + lower.below()
                            + ", and "
                            + upper.rule().clause() + " starts at " + upper.from() + ".");
        } else if (lower.below() > upper.from()) {
            long end = Math.min(lower.below(), upper.below());
            add(
                    WarningType.SIZE_OVERLAP,
                    lower,
                    "`" + lower.property().name() + "` of " + span(upper.from(), end) + " belongs to both "
                            + lower.rule().clause() + " and " + upper.rule().clause() + ".");
        }
    }

    private static String span(long from, long below) {
        return below == Long.MAX_VALUE
                ? from + " and more"
                : below - from == 1 ? String.valueOf(from) : from + " to " + (below - 1);
    }

    private void add(WarningType kind, SizeBand band, String reason) {
        warnings.add(Warning.at(kind, band.rule(), reason));
    }
}
