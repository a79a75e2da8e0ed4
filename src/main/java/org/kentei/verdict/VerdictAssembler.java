package org.kentei.verdict;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.fact.ClaimedExamination;
import org.kentei.fact.Conclusion;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.MetSheet;
import org.kentei.fact.SheetFact;
import org.kentei.rule.Condition;
import org.kentei.rule.Property;
import org.kentei.verdict.Firing.FiringFact;
import org.kentei.verdict.SheetVerdict.NotInForce;
import org.kentei.verdict.VerdictRules.SheetParts;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;

/** Assembles the verdict from the firings. It decides nothing: a criterion that no rule concluded is not met. */
public final class VerdictAssembler {

    private static final Criterion[] CRITERIA = Criterion.values();

    private final VerdictRules rules;
    private final LocalDate asOf;
    private final List<RuleConclusion> fired;
    private final ShortfallFinder shortfalls;
    private final Runnable deadlineCheck;
    private final EvidenceReader entries = new EvidenceReader();

    /** By the place of the sheet. */
    private final List<Map<Criterion, CriterionFirings>> criterionFirings;

    /** The places of the sheets that are met. */
    private final BitSet met = new BitSet();

    private final Map<String, Integer> fieldLevels = new HashMap<>();
    private @Nullable Integer certifiedLevel;
    private @Nullable ExaminationVerdict examination;

    /**
     * @param rules those that are in force on the candidate's as-of date
     * @param fired every firing in its order
     * @param experiences the summed up projects of each sheet
     * @param deadlineCheck throws when the evaluation's time is over; it is called until the verdict is finished
     */
    public VerdictAssembler(
            VerdictRules rules,
            Candidate candidate,
            List<RuleConclusion> fired,
            List<Experience> experiences,
            Runnable deadlineCheck) {
        this.deadlineCheck = deadlineCheck;
        this.rules = rules;
        this.criterionFirings = new ArrayList<>(Collections.nCopies(rules.sheetCount(), Map.of()));
        this.asOf = candidate.asOf();
        this.fired = fired;
        this.shortfalls = new ShortfallFinder(rules, candidate, fired, experiences, deadlineCheck);
    }

    public Verdict assemble() {
        for (RuleConclusion one : fired) {
            add(one);
        }
        List<FieldVerdict> fields = new ArrayList<>(rules.vocabulary().fields().size());
        for (SpecialtyField field : rules.vocabulary().fields()) {
            fields.add(field(field));
        }
        return new Verdict(certifiedLevel, examination, fields, firings());
    }

    /**
     * If several firings certify a level, they certify the same one, so the first is used. Examinations of several
     * categories may show different levels; the highest is reported.
     */
    private void add(RuleConclusion one) {
        deadlineCheck.run();
        Conclusion conclusion = one.conclusion();
        switch (conclusion.type()) {
            case IS_CONSIDERED, COUNTS, COUNTS_FOR -> {
                // these belong to no sheet
            }
            case SHOWS_MINIMUM_CAPABILITY -> {
                if (examination == null || conclusion.level() > examination.level()) {
                    String code = ((ClaimedExamination) one.subject()).code();
                    examination = new ExaminationVerdict(code, conclusion.level());
                }
            }
            case MEETS_COMPLEXITY, MEETS_SIZE -> addForLowerSheetsToo(one);
            case PLAYS_ROLE,
                    SHOWS_ACCOMPLISHMENTS,
                    SATISFIES_COMPLEXITY,
                    SATISFIES_SIZE,
                    IS_ELIGIBLE,
                    IS_COUNTED,
                    SATISFIES_RESPONSIBILITIES,
                    SATISFIES_SPECIALTY,
                    SATISFIES_SUCCESSION,
                    SATISFIES_SUBORDINATES ->
                addFor(rules.parts(((SheetFact) one.subject()).at()).place(), one);
            case IS_MET -> met.set(rules.parts(((SheetFact) one.subject()).at()).place());
            case CERTIFIES_FIELD ->
                fieldLevels.putIfAbsent(((MetSheet) one.subject()).specialtyField(), conclusion.level());
            case CERTIFIES_CANDIDATE -> certifiedLevel = certifiedLevel == null ? conclusion.level() : certifiedLevel;
        }
    }

    private void addForLowerSheetsToo(RuleConclusion one) {
        for (int sheet : rules.parts(((SheetFact) one.subject()).at()).andLower()) {
            addFor(sheet, one);
        }
    }

    private void addFor(int sheet, RuleConclusion one) {
        Criterion criterion = one.type().criterion().orElseThrow();
        Map<Criterion, CriterionFirings> ofSheet = criterionFirings.get(sheet);
        if (ofSheet.isEmpty()) {
            ofSheet = new EnumMap<>(Criterion.class);
            criterionFirings.set(sheet, ofSheet);
        }
        CriterionFirings found = ofSheet.get(criterion);
        if (found == null) {
            found = new CriterionFirings();
            ofSheet.put(criterion, found);
        }
        found.add(rules.parts(one.rule()).named(), one, entries);
    }

    private FieldVerdict field(SpecialtyField field) {
        Integer certified = fieldLevels.get(field.field());
        List<SheetVerdict> sheets = new ArrayList<>();
        List<SheetVerdict> inForce = new ArrayList<>();
        for (Sheet sheet : field.sheets()) {
            SheetVerdict verdict = sheet.validity().includes(asOf) ? sheet(sheet) : notInForce(sheet);
            sheets.add(verdict);
            if (verdict.notInForce() == null) {
                inForce.add(verdict);
            }
        }
        return new FieldVerdict(field.field(), certified, nextLevel(inForce, certified), sheets);
    }

    /** @param sheets the sheets in force, the highest level first */
    private @Nullable NextLevel nextLevel(List<SheetVerdict> sheets, @Nullable Integer certified) {
        NextLevel next = null;
        for (int place = 0; place < sheets.size(); place++) {
            SheetVerdict sheet = sheets.get(place);
            if (certified != null && sheet.level() <= certified) {
                break;
            }
            if (place == sheets.size() - 1
                    || certified != null && sheets.get(place + 1).level() <= certified) {
                next = new NextLevel(
                        sheet.sheet(),
                        sheet.level(),
                        shortfalls.find(
                                Objects.requireNonNull(rules.vocabulary().sheet(sheet.sheet())), unmet(sheet)));
            }
        }
        return next;
    }

    private static List<Criterion> unmet(SheetVerdict sheet) {
        List<Criterion> unmet = new ArrayList<>();
        for (CriterionVerdict criterion : sheet.criteria()) {
            if (criterion.status() == Status.NOT_MET) {
                unmet.add(criterion.criterion());
            }
        }
        return unmet;
    }

    private SheetVerdict sheet(Sheet sheet) {
        SheetParts parts = rules.parts(sheet);
        boolean isMet = met.get(parts.place());
        Map<Criterion, CriterionFirings> found = criterionFirings.get(parts.place());
        if (found.isEmpty() && !isMet) {
            return parts.withoutFirings();
        }
        List<CriterionVerdict> criteria = new ArrayList<>(CRITERIA.length);
        for (Criterion criterion : CRITERIA) {
            CriterionFirings ofCriterion = found.get(criterion);
            criteria.add(
                    ofCriterion == null || !sheet.requires(criterion)
                            ? VerdictRules.withoutFirings(sheet, criterion)
                            : ofCriterion.verdict(criterion));
        }
        return new SheetVerdict(sheet.sheet(), sheet.level(), isMet, null, criteria);
    }

    private static SheetVerdict notInForce(Sheet sheet) {
        return new SheetVerdict(
                sheet.sheet(),
                sheet.level(),
                false,
                new NotInForce(sheet.validity().from(), sheet.validity().until()),
                VerdictRules.notApplicable());
    }

    private List<Firing> firings() {
        List<Firing> firings = new ArrayList<>(fired.size());
        for (RuleConclusion one : fired) {
            deadlineCheck.run();
            Fact subject = one.subject();
            firings.add(new Firing(
                    firings.size() + 1,
                    one.rule().name(),
                    one.rule().clause(),
                    one.rule().file(),
                    subject instanceof SheetFact of ? of.sheet() : null,
                    facts(one),
                    one.conclusion().sentence()));
        }
        return firings;
    }

    private List<FiringFact> facts(RuleConclusion one) {
        Fact subject = one.subject();
        FiringFact first = new FiringFact(subject.entry(), subject.id(), values(one));
        if (!EvidenceReader.isSum(subject)) {
            return List.of(first);
        }
        List<Evidence> summed = entries.evidence(one);
        List<FiringFact> facts = new ArrayList<>(summed.size() + 1);
        facts.add(first);
        for (Evidence entry : summed) {
            facts.add(new FiringFact(entry.entry(), entry.id(), Map.of()));
        }
        return facts;
    }

    private Map<String, @Nullable Object> values(RuleConclusion one) {
        List<Property> read = one.rule().propertiesRead();
        @Nullable Object[] values = new Object[read.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = Condition.shown(read.get(place).value(one.subject()));
        }
        return new FactValues(rules.parts(one.rule()).properties(), values);
    }
}
