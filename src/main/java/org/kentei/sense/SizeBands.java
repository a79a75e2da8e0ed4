package org.kentei.sense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kentei.fact.Statement;
import org.kentei.rule.Clauses;
import org.kentei.rule.RuleText;
import org.kentei.sense.Finding.Kind;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/**
 * Whether size clauses join without a gap or an overlap: those of one sheet among each other, and a sheet's own band
 * that has an end to that of the sheet above.
 */
final class SizeBands {

    private final List<Finding> findings = new ArrayList<>();

    private SizeBands() {}

    static List<Finding> findings(Vocabulary vocabulary, List<RuleText> rules) {
        SizeBands sizes = new SizeBands();
        Clauses clauses = new Clauses(rules);
        for (SpecialtyField field : vocabulary.fields()) {
            Map<String, List<Band>> above = Map.of();
            for (Sheet sheet : field.sheets()) {
                Map<String, List<Band>> own = bands(clauses, sheet);
                own.values().forEach(sizes::checkWithin);
                for (Map.Entry<String, List<Band>> measured : own.entrySet()) {
                    List<Band> next = above.get(measured.getKey());
                    if (next != null) {
                        sizes.checkToSheetAbove(highest(measured.getValue()), highest(next));
                    }
                }
                above = own.isEmpty() ? above : own;
            }
        }
        return sizes.findings;
    }

    private static Map<String, List<Band>> bands(Clauses clauses, Sheet sheet) {
        Map<String, List<Band>> bands = new LinkedHashMap<>();
        for (RuleText rule : clauses.of(sheet.sheet(), Statement.MEETS_SIZE)) {
            for (Band band : Band.of(rule)) {
                bands.computeIfAbsent(band.property().name(), any -> new ArrayList<>())
                        .add(band);
            }
        }
        bands.values().forEach(list -> list.sort(Comparator.comparingLong(Band::from)));
        return bands;
    }

    private static Band highest(List<Band> bands) {
        return bands.get(bands.size() - 1);
    }

    private void checkWithin(List<Band> bands) {
        for (Band band : bands) {
            if (band.empty()) {
                add(
                        Kind.SIZE_GAP,
                        band,
                        "No " + band.property().name() + " lies in the band of "
                                + band.rule().clause() + ": it begins at " + band.from() + " and ends below "
                                + band.below() + ".");
            }
        }
        for (int place = 1; place < bands.size(); place++) {
            join(bands.get(place - 1), bands.get(place));
        }
    }

    private void checkToSheetAbove(Band own, Band above) {
        if (own.ends()) {
            join(own, above);
        }
    }

    private void join(Band lower, Band upper) {
        if (lower.rule().equals(upper.rule())) {
            return;
        }
        if (lower.below() < upper.from()) {
            add(
                    Kind.SIZE_GAP,
                    lower,
                    "`" + lower.property().name() + "` of " + span(lower.below(), upper.from())
                            + " belongs to no size clause: " + lower.rule().clause() + " ends below " + lower.below()
                            + ", and "
                            + upper.rule().clause() + " begins at " + upper.from() + ".");
        } else if (lower.below() > upper.from()) {
            long end = Math.min(lower.below(), upper.below());
            add(
                    Kind.SIZE_OVERLAP,
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

    private void add(Kind kind, Band band, String reason) {
        findings.add(Finding.at(kind, band.rule(), reason));
    }
}
