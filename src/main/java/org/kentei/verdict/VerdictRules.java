package org.kentei.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.rule.RulesByConclusion;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/**
 * What all verdicts of a period have in common, worked out once: the parts of a firing that come from its rule, and what
 * is missing for a criterion where the candidate claims nothing. It is safe for use by several threads.
 */
public final class VerdictRules {

    /** What a firing says of its rule. */
    record RuleParts(FiredRule named, String[] properties) {}

    private record Unclaimed(String sheet, Criterion criterion) {}

    private final Vocabulary vocabulary;
    private final RulesByConclusion clauses;
    private final Map<RuleText, RuleParts> parts = new IdentityHashMap<>();
    private final Map<Sheet, List<Sheet>> withLower = new IdentityHashMap<>();
    private final Map<Unclaimed, List<Shortfall>> ofNothing = new ConcurrentHashMap<>();

    /**
     * @param vocabulary all sheets, in force or not
     * @param rules the rules that are in force
     */
    public VerdictRules(Vocabulary vocabulary, List<RuleText> rules) {
        this.vocabulary = vocabulary;
        this.clauses = new RulesByConclusion(rules);
        rules.forEach(rule -> parts.put(rule, partsOf(rule)));
        vocabulary.sheets().forEach(sheet -> withLower.put(sheet, withLower(sheet)));
    }

    private List<Sheet> withLower(Sheet own) {
        List<Sheet> found = new ArrayList<>();
        for (SpecialtyField field : vocabulary.fields()) {
            for (Sheet sheet : field.sheets()) {
                boolean lower = sheet.specialtyField().equals(own.specialtyField()) && sheet.level() < own.level();
                if (sheet == own || lower) {
                    found.add(sheet);
                }
            }
        }
        return found;
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
    int sheets() {
        return withLower.size();
    }

    /** A sheet with the lower sheets of its field. */
    List<Sheet> andLower(Sheet sheet) {
        return Objects.requireNonNull(withLower.get(sheet), sheet::sheet);
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
    static Map<Criterion, CriterionVerdict> withoutFirings(Status status) {
        Map<Criterion, CriterionVerdict> verdicts = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            verdicts.put(criterion, new CriterionVerdict(criterion, status, List.of(), List.of()));
        }
        return verdicts;
    }
}
