package org.kentei.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.page.Language;
import org.kentei.ruleset.RulesetText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Validity;
import org.kentei.vocabulary.Vocabulary;

/**
 * The rulebook of one revision, arranged by fields, sheets and clauses. All of it comes from the ruleset's files.
 *
 * @param asOf the day of which it shows what is in force
 * @param language the language of its texts
 * @param findings mistakes in the files of clauses, and differences between them and the rules
 */
public record Rulebook(
        String revision,
        LocalDate asOf,
        Language language,
        Vocabulary vocabulary,
        List<FieldChapter> fields,
        List<ClauseSection> shared,
        List<CitedBy<Reading>> readings,
        List<CitedBy<Omission>> omissions,
        List<Mistake> findings) {

    /** The pages of every rulebook, in addition to one for each sheet. */
    public static final String INDEX = "index";

    static final String SHARED = "shared";
    static final String MATRIX = "matrix";
    static final String READINGS = "readings";
    static final String VOCABULARY = "vocabulary";

    /** Makes the rulebook of a ruleset as of a day, in English. */
    public static Rulebook of(RulesetText ruleset, LocalDate asOf) {
        return of(ruleset, asOf, Language.EN);
    }

    /** Makes the rulebook of a ruleset as of a day. Texts without a translation are in English. */
    public static Rulebook of(RulesetText ruleset, LocalDate asOf, Language language) {
        return new RulebookLayout(ruleset, asOf, language).layOut();
    }

    /**
     * A specialty field.
     *
     * @param clauses the clauses on the field as a whole
     */
    public record FieldChapter(SpecialtyField field, List<ClauseSection> clauses, List<SheetPage> sheets) {}

    /**
     * A sheet.
     *
     * @param inForce whether it is in force on the day
     * @param sections its clauses by criterion; last, those without a criterion
     * @param complexity its own complexity list
     * @param notApplicable the criteria that it does not require
     * @param casesFile the file with its cases
     * @param cases the text of that file; empty if it does not exist
     */
    public record SheetPage(
            Sheet sheet,
            SpecialtyField field,
            boolean inForce,
            List<Section> sections,
            List<Term> complexity,
            List<Criterion> notApplicable,
            String casesFile,
            String cases) {}

    /** The clauses of one criterion of a sheet. */
    public record Section(String title, String anchor, List<ClauseSection> clauses) {}

    /**
     * A clause with the rules that cite it.
     *
     * @param ofSheet its sheet, as text; empty for a clause of no sheet
     * @param source its source; null if none is named
     * @param says its description if it has no rule; else empty
     * @param noRule why it has no rule; empty if it has one
     */
    public record ClauseSection(
            String clause,
            Address address,
            String place,
            String ofSheet,
            @Nullable Source source,
            String says,
            String noRule,
            List<RuleSection> rules,
            List<Reading> readings,
            List<Omission> notFormalised,
            List<Reference> see) {

        /** Whether one of its rules begins or ends on some day. */
        public boolean changesInTime() {
            return rules.stream().anyMatch(rule -> !rule.validity().isAlways());
        }
    }

    /**
     * A rule with its requirements.
     *
     * @param validity the as-of dates for which it is in force
     * @param inForce whether it is in force on the day
     * @param always the requirements of all alternatives
     * @param ways the further requirements of each alternative; empty if there is only one
     */
    public record RuleSection(
            String name,
            Address address,
            Reference clause,
            String paraphrase,
            String file,
            int line,
            String source,
            String factType,
            String consequence,
            Validity validity,
            boolean inForce,
            List<Requirement> always,
            List<List<Requirement>> ways) {

        /** A day on which it is in force. */
        public LocalDate day() {
            return validity.day(
                    validity.until() == null
                            ? LocalDate.EPOCH
                            : validity.until().minusDays(1));
        }
    }

    /** A link to a clause. */
    public record Reference(String clause, Address address) {}

    /** A reading or an omission with the clauses that refer to it. */
    public record CitedBy<T>(String code, T of, List<Reference> clauses) {}

    /** All sheets, in the order of results. */
    public List<SheetPage> sheets() {
        return fields.stream().flatMap(chapter -> chapter.sheets().stream()).toList();
    }

    /** All clauses: those of the fields and their sheets, then the shared ones. */
    public List<ClauseSection> clauses() {
        return Stream.concat(
                        fields.stream()
                                .flatMap(chapter -> Stream.concat(
                                        chapter.clauses().stream(),
                                        chapter.sheets().stream()
                                                .flatMap(sheet -> sheet.sections().stream())
                                                .flatMap(section -> section.clauses().stream()))),
                        shared.stream())
                .toList();
    }

    /** All rules in the order of their clauses. */
    public List<RuleSection> rules() {
        return clauses().stream().flatMap(clause -> clause.rules().stream()).toList();
    }

    /** The address of a clause. */
    public Optional<Address> clause(String code) {
        return clauses().stream()
                .filter(clause -> clause.clause().equals(code))
                .map(ClauseSection::address)
                .findFirst();
    }

    /** The address of a rule. */
    public Optional<Address> rule(String name) {
        return rules().stream()
                .filter(rule -> rule.name().equals(name))
                .map(RuleSection::address)
                .findFirst();
    }
}
