package org.kentei.page.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kentei.page.Label;
import org.kentei.page.Labels;
import org.kentei.record.overview.FieldStanding;
import org.kentei.record.overview.Overview.CandidatesInStanding;
import org.kentei.record.overview.Overview.Figures;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;

/**
 * The figures over all candidates as their page shows them.
 *
 * @param behind how many entries of the log are not counted yet
 * @param rules the rules of the active revision that belong to a sheet or are shared, the most frequent first
 * @param never the rules of the active revision that never fired
 */
public record OverviewView(
        long candidates,
        long behind,
        Heat heat,
        LevelsOverTime time,
        List<UnmetCriterion> shortfalls,
        List<RuleFrequency> rules,
        List<RuleFrequency> never,
        List<RevisionRow> revisions) {

    private static final int MOST_SHORTFALLS = 12;
    private static final int MOST_REVISIONS = 50;
    private static final int SHADES = 5;
    private static final int PERCENT = 100;

    /** How many candidates are at each level of each field, in the form of the standard's matrix. */
    public record Heat(List<Label> fields, List<HeatRow> rows) {}

    /** A level; 0 for none. */
    public record HeatRow(int level, List<HeatCell> cells) {}

    /**
     * Where a field and a level meet.
     *
     * @param sheet empty where the standard has none
     * @param shade from 0 to {@value #SHADES}
     */
    public record HeatCell(String sheet, long candidates, int shade) {}

    /**
     * A criterion that is not met by candidates who work in its field.
     *
     * @param near how many of them lack nothing else
     * @param width of its bar in percent, and {@code nearWidth} for those who lack nothing else
     */
    public record UnmetCriterion(
            String sheet, int level, Label criterion, long candidates, long near, int width, int nearWidth) {}

    /**
     * How often a rule fired.
     *
     * @param assessments in how many of those of the active revision
     * @param percent of them
     */
    public record RuleFrequency(String rule, String clause, long assessments, long percent) {}

    /** A revision with what it decided, compared with the assessments of the same candidates before. */
    public record RevisionRow(
            int number,
            String revision,
            boolean active,
            long assessments,
            long rose,
            long fell,
            int roseWidth,
            int fellWidth) {}

    /**
     * The view.
     *
     * @param firings in how many assessments of the active revision each rule fired
     * @param revisions every revision that was active, the first one first
     */
    public static OverviewView of(
            Figures figures,
            Map<String, Long> firings,
            Ruleset active,
            List<RevisionHistory> revisions,
            Labels labels) {
        List<RuleFrequency> rules = new ArrayList<>();
        List<RuleFrequency> never = new ArrayList<>();
        var ofActive = figures.revisions().get(active.revision());
        long assessments = ofActive == null ? 0 : ofActive.assessments();
        for (RuleText rule : active.rules()) {
            long fired = firings.getOrDefault(rule.name(), 0L);
            long percent = assessments == 0 ? 0 : Math.round((double) PERCENT * fired / assessments);
            (fired == 0 ? never : rules).add(new RuleFrequency(rule.name(), rule.clause(), fired, percent));
        }
        rules.sort(Comparator.comparingLong(RuleFrequency::assessments).reversed());
        List<SpecialtyField> fields = active.vocabulary().fields();
        return new OverviewView(
                candidates(figures.standings(), fields),
                Math.max(0, figures.size() - figures.counted()),
                heat(figures.standings(), fields, labels),
                LevelsOverTime.of(figures.days(), revisions),
                shortfalls(figures.standings(), active, labels),
                rules,
                assessments == 0 ? List.of() : never,
                revisions(figures, revisions, active.revision()));
    }

    /** Each candidate has one standing in each field. */
    private static long candidates(List<CandidatesInStanding> standings, List<SpecialtyField> fields) {
        return standings.stream()
                .filter(one ->
                        one.standing().specialtyField().equals(fields.get(0).field()))
                .mapToLong(CandidatesInStanding::candidates)
                .sum();
    }

    private static Heat heat(List<CandidatesInStanding> standings, List<SpecialtyField> fields, Labels labels) {
        Map<String, Long> counts = new HashMap<>();
        for (CandidatesInStanding one : standings) {
            FieldStanding standing = one.standing();
            counts.merge(standing.specialtyField() + standing.certifiedLevel(), one.candidates(), Long::sum);
        }
        long most = counts.entrySet().stream()
                .filter(one -> !one.getKey().endsWith("0"))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(1);
        List<HeatRow> rows = new ArrayList<>();
        for (int level = Sheet.HIGHEST_LEVEL; level >= 0; level--) {
            List<HeatCell> cells = new ArrayList<>();
            for (SpecialtyField field : fields) {
                int at = level;
                String sheet = field.sheets().stream()
                        .filter(one -> one.level() == at)
                        .map(Sheet::sheet)
                        .findFirst()
                        .orElse("");
                long count = counts.getOrDefault(field.field() + level, 0L);
                int shade = level == 0 || count == 0 ? 0 : (int) Math.max(1, Math.ceil((double) SHADES * count / most));
                cells.add(new HeatCell(sheet, count, shade));
            }
            boolean empty = cells.stream().allMatch(cell -> cell.sheet().isEmpty() && cell.candidates() == 0);
            if (!empty) {
                rows.add(new HeatRow(level, cells));
            }
        }
        return new Heat(
                fields.stream().map(field -> labels.field(field.field())).toList(), rows);
    }

    private record SheetCriterion(String sheet, String criterion) {}

    private static List<UnmetCriterion> shortfalls(
            List<CandidatesInStanding> standings, Ruleset active, Labels labels) {
        Map<SheetCriterion, long[]> counts = new LinkedHashMap<>();
        for (CandidatesInStanding one : standings) {
            for (String criterion : one.standing().unmet()) {
                long[] count = counts.computeIfAbsent(
                        new SheetCriterion(one.standing().nextSheet(), criterion), any -> new long[2]);
                count[0] += one.candidates();
                count[1] += one.standing().unmet().size() == 1 ? one.candidates() : 0;
            }
        }
        long most = counts.values().stream().mapToLong(count -> count[0]).max().orElse(1);
        return counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<SheetCriterion, long[]> one) -> -one.getValue()[0]))
                .limit(MOST_SHORTFALLS)
                .map(one -> {
                    Sheet sheet = active.vocabulary().sheet(one.getKey().sheet());
                    long[] count = one.getValue();
                    return new UnmetCriterion(
                            one.getKey().sheet(),
                            sheet == null ? 0 : sheet.level(),
                            labels.criterion(Criterion.valueOf(one.getKey().criterion())),
                            count[0],
                            count[1],
                            percent(count[0], most),
                            percent(count[1], most));
                })
                .toList();
    }

    private static List<RevisionRow> revisions(Figures figures, List<RevisionHistory> revisions, String active) {
        long most = figures.revisions().values().stream()
                .mapToLong(one -> Math.max(one.rose(), one.fell()))
                .max()
                .orElse(1);
        List<RevisionRow> rows = new ArrayList<>();
        for (int place = revisions.size() - 1; place >= 0 && rows.size() < MOST_REVISIONS; place--) {
            RevisionHistory one = revisions.get(place);
            var counted = figures.revisions().get(one.revision());
            long rose = counted == null ? 0 : counted.rose();
            long fell = counted == null ? 0 : counted.fell();
            rows.add(new RevisionRow(
                    one.number(),
                    one.revision(),
                    one.revision().equals(active),
                    counted == null ? 0 : counted.assessments(),
                    rose,
                    fell,
                    percent(rose, Math.max(1, most)),
                    percent(fell, Math.max(1, most))));
        }
        return rows;
    }

    private static int percent(long part, long whole) {
        return (int) Math.round((double) PERCENT * part / whole);
    }
}
