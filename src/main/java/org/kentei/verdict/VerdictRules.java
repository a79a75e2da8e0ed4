package org.kentei.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.rule.RulesByConclusion;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/**
 * What all verdicts of a period have in common, worked out once: the parts of a firing that come from its rule, and what
 * is missing for a criterion where the candidate claims nothing. It is safe for use by several threads.
 */
public final class VerdictRules {

    /** What a firing says of its rule. */
    record RuleParts(FiredRule named, String[] properties) {}

    /**
     * What verdicts say of a sheet.
     *
     * @param place its place in the order of sheets
     * @param andLower the places of the sheet and of the lower sheets of its field
     * @param withoutFirings its verdict if no rule fired for it
     */
    record SheetParts(int place, int[] andLower, SheetVerdict withoutFirings) {}

    private static final Map<Criterion, CriterionVerdict> NOT_APPLICABLE = withoutFirings(Status.NOT_APPLICABLE);

    private static final Map<Criterion, CriterionVerdict> NOT_MET = withoutFirings(Status.NOT_MET);

    private record Unclaimed(String sheet, Criterion criterion) {}

    private final Vocabulary vocabulary;
    private final RulesByConclusion clauses;
    private final Map<RuleText, RuleParts> parts = new IdentityHashMap<>();
    private final Map<Sheet, SheetParts> sheets = new IdentityHashMap<>();
    private final Map<Unclaimed, List<Shortfall>> ofNothing = new ConcurrentHashMap<>();

    /**
     * @param vocabulary all sheets, in force or not
     * @param rules the rules that are in force
     */
    public VerdictRules(Vocabulary vocabulary, List<RuleText> rules) {
        this.vocabulary = vocabulary;
        this.clauses = new RulesByConclusion(rules);
        rules.forEach(rule -> parts.put(rule, partsOf(rule)));
        List<Sheet> all = vocabulary.sheets().toList();
        for (int place = 0; place < all.size(); place++) {
            Sheet sheet = all.get(place);
            sheets.put(sheet, new SheetParts(place, andLower(all, sheet), withoutFirings(sheet)));
        }
    }

    private static int[] andLower(List<Sheet> all, Sheet own) {
        return IntStream.range(0, all.size())
                .filter(place -> {
                    Sheet sheet = all.get(place);
                    boolean lower = sheet.specialtyField().equals(own.specialtyField()) && sheet.level() < own.level();
                    return sheet == own || lower;
                })
                .toArray();
    }

    private static SheetVerdict withoutFirings(Sheet sheet) {
        List<CriterionVerdict> criteria = new ArrayList<>();
        for (Criterion criterion : Criterion.values()) {
            criteria.add(withoutFirings(sheet, criterion));
        }
        return new SheetVerdict(sheet.sheet(), sheet.level(), false, null, List.copyOf(criteria));
    }

    /** The verdict for a criterion of a sheet for which no rule fired. */
    static CriterionVerdict withoutFirings(Sheet sheet, Criterion criterion) {
        return Objects.requireNonNull((sheet.requires(criterion) ? NOT_MET : NOT_APPLICABLE).get(criterion));
    }

    /** All criteria of a sheet that is not in force. */
    static List<CriterionVerdict> notApplicable() {
        return List.copyOf(NOT_APPLICABLE.values());
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    RulesByConclusion clauses() {
        return clauses;
    }

    RuleParts parts(RuleText rule) {
        RuleParts known = parts.get(rule);
        // in a ruleset that an earlier version accepted, a rule may fire that is not read as in force today
        return known == null ? partsOf(rule) : known;
    }

    private static RuleParts partsOf(RuleText rule) {
        return new RuleParts(
                new FiredRule(rule.name(), rule.clause()),
                rule.propertiesRead().stream().map(Property::name).toArray(String[]::new));
    }

    /** How many sheets there are. */
    int sheetCount() {
        return sheets.size();
    }

    /** What verdicts say of a sheet. */
    SheetParts parts(Sheet sheet) {
        return Objects.requireNonNull(sheets.get(sheet), sheet::sheet);
    }

    /**
     * The shortfalls of a criterion for which the candidate claims nothing. They are the same for everyone.
     *
     * @param found finds them
     */
    List<Shortfall> ofNothing(Sheet sheet, Criterion criterion, Supplier<List<Shortfall>> found) {
        Unclaimed key = new Unclaimed(sheet.sheet(), criterion);
        List<Shortfall> known = ofNothing.get(key);
        if (known == null) {
            known = List.copyOf(found.get());
            ofNothing.put(key, known);
        }
        return known;
    }

    /** For each criterion its verdict without firings. */
    private static Map<Criterion, CriterionVerdict> withoutFirings(Status status) {
        Map<Criterion, CriterionVerdict> verdicts = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            verdicts.put(criterion, new CriterionVerdict(criterion, status, List.of(), List.of()));
        }
        return verdicts;
    }
}
