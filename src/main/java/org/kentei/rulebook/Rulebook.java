package org.kentei.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kentei.ruleset.RulesetText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/**
 * Everything that the rulebook shows of one revision, laid out by fields, sheets and clauses. Nothing in it is kept
 * anywhere but in the ruleset's files.
 *
 * @param findings where the files of clauses are wrong or do not fit the rules; empty where all is well
 */
public record Rulebook(
        String revision,
        Vocabulary vocabulary,
        List<FieldChapter> fields,
        List<ClauseSection> shared,
        List<CitedBy<Reading>> readings,
        List<CitedBy<Omission>> omissions,
        List<Mistake> findings) {

    /** The pages that every rulebook has, besides one for each sheet. */
    public static final String INDEX = "index";

    static final String SHARED = "shared";
    static final String MATRIX = "matrix";
    static final String READINGS = "readings";
    static final String VOCABULARY = "vocabulary";

    /** Lays out a ruleset's rulebook. */
    public static Rulebook of(RulesetText ruleset) {
        return new RulebookLayout(ruleset).layOut();
    }

    /**
     * A specialty field.
     *
     * @param clauses what the standard says of the field as a whole
     */
    public record FieldChapter(SpecialtyField field, List<ClauseSection> clauses, List<SheetPage> sheets) {}

    /**
     * A sheet.
     *
     * @param sections its clauses by criterion, and last those of none
     * @param complexity its own complexity list
     * @param notApplicable the criteria it does not ask
     * @param casesFile the file that its cases stand in
     * @param cases the cases as that file has them; empty where there is no such file
     */
    public record SheetPage(
            Sheet sheet,
            SpecialtyField field,
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
     * @param says what it says where no rule says it; else empty
     * @param noRule why no rule cites it; empty where one does
     */
    public record ClauseSection(
            String clause,
            Address address,
            String place,
            String says,
            String noRule,
            List<RuleSection> rules,
            List<Reading> readings,
            List<Omission> notFormalised,
            List<Reference> see) {}

    /**
     * A rule with what it asks.
     *
     * @param always what it asks in any case
     * @param ways one list for each way to satisfy it besides; empty where there is only one way
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
            List<Requirement> always,
            List<List<Requirement>> ways) {}

    /** A clause to go to. */
    public record Reference(String clause, Address address) {}

    /** A reading or an omission with the clauses that name it. */
    public record CitedBy<T>(String code, T of, List<Reference> clauses) {}

    /** All sheets in the order in which results list them. */
    public List<SheetPage> sheets() {
        return fields.stream().flatMap(chapter -> chapter.sheets().stream()).toList();
    }

    /** All clauses: the fields' and their sheets', then what they share. */
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

    /** Where a clause stands. */
    public Optional<Address> clause(String code) {
        return clauses().stream()
                .filter(clause -> clause.clause().equals(code))
                .map(ClauseSection::address)
                .findFirst();
    }

    /** Where a rule stands. */
    public Optional<Address> rule(String name) {
        return rules().stream()
                .filter(rule -> rule.name().equals(name))
                .map(RuleSection::address)
                .findFirst();
    }
}
