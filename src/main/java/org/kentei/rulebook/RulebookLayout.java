package org.kentei.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kentei.rule.RuleText;
import org.kentei.rulebook.Rulebook.CitedBy;
import org.kentei.rulebook.Rulebook.ClauseSection;
import org.kentei.rulebook.Rulebook.FieldChapter;
import org.kentei.rulebook.Rulebook.Reference;
import org.kentei.rulebook.Rulebook.RuleSection;
import org.kentei.rulebook.Rulebook.Section;
import org.kentei.rulebook.Rulebook.SheetPage;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.ruleset.RulesetText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/** Arranges the clauses of a ruleset on pages, each with its rules. */
final class RulebookLayout {

    private static final String OTHER = "Besides";

    private final RulesetText ruleset;
    private final LocalDate asOf;
    private final Vocabulary vocabulary;
    private final List<Mistake> findings = new ArrayList<>();
    private final ClauseCatalogue catalogue;
    private final Map<String, List<RuleText>> rules = new LinkedHashMap<>();
    private final Map<String, Address> clauses = new LinkedHashMap<>();
    private final Anchors anchors = new Anchors();

    RulebookLayout(RulesetText ruleset, LocalDate asOf) {
        this.asOf = asOf;
        this.ruleset = ruleset;
        this.vocabulary = ruleset.vocabulary();
        this.catalogue = ClauseCatalogue.read(ruleset.files(), findings);
        findings.addAll(catalogue.findings(ruleset.rules()));
        findings.addAll(catalogue.gaps(ruleset));
        ruleset.rules()
                .forEach(rule -> rules.computeIfAbsent(rule.clause(), any -> new ArrayList<>())
                        .add(rule));
        Set<String> codes = new LinkedHashSet<>();
        catalogue.clauses().forEach(clause -> codes.add(clause.clause()));
        codes.addAll(rules.keySet());
        codes.forEach(code -> clauses.put(code, new Address(pageOf(code), anchors.ofClause(code))));
    }

    Rulebook layOut() {
        return new Rulebook(
                ruleset.files().revision(),
                asOf,
                vocabulary,
                vocabulary.fields().stream().map(this::chapter).toList(),
                on(Rulebook.SHARED).map(this::entry).toList(),
                named(catalogue.readings(), Reading::reading, Clause::readings),
                named(catalogue.omissions(), Omission::omission, Clause::notFormalised),
                List.copyOf(findings));
    }

    /** The page of a clause: its sheet's page, the front page for a field's clause, or else the page of shared clauses. */
    private String pageOf(String code) {
        String first = code.split("\\.", 2)[0];
        if (vocabulary.sheet(first) != null) {
            return first;
        }
        return vocabulary.field(first) != null ? Rulebook.INDEX : Rulebook.SHARED;
    }

    private Stream<String> on(String page) {
        return clauses.entrySet().stream()
                .filter(clause -> clause.getValue().page().equals(page))
                .map(Map.Entry::getKey);
    }

    private FieldChapter chapter(SpecialtyField field) {
        return new FieldChapter(
                field,
                on(Rulebook.INDEX)
                        .filter(code -> code.startsWith(field.field() + ".") || code.equals(field.field()))
                        .map(this::entry)
                        .toList(),
                field.sheets().stream().map(sheet -> sheet(field, sheet)).toList());
    }

    private SheetPage sheet(SpecialtyField field, Sheet sheet) {
        Map<String, List<ClauseSection>> bySection = new LinkedHashMap<>();
        Arrays.stream(Criterion.values()).forEach(criterion -> bySection.put(criterion.name(), new ArrayList<>()));
        on(sheet.sheet()).forEach(code -> {
            String[] parts = code.split("\\.");
            String section = parts.length > 1 && bySection.containsKey(parts[1]) ? parts[1] : OTHER;
            bySection.computeIfAbsent(section, any -> new ArrayList<>()).add(entry(code));
        });
        List<Section> sections = bySection.entrySet().stream()
                .filter(section -> !section.getValue().isEmpty())
                .map(section -> new Section(
                        section.getKey().charAt(0)
                                + section.getKey().substring(1).toLowerCase(Locale.ROOT),
                        section.getKey().toLowerCase(Locale.ROOT),
                        section.getValue()))
                .toList();
        String casesFile = casesFile(sheet);
        return new SheetPage(
                sheet,
                field,
                sheet.validity().includes(asOf),
                sections,
                sheet.complexity().stream()
                        .flatMap(code -> vocabulary.terms(CodeList.COMPLEXITY).stream()
                                .filter(term -> term.code().equals(code)))
                        .toList(),
                Arrays.stream(Criterion.values())
                        .filter(criterion -> !sheet.requires(criterion))
                        .toList(),
                casesFile,
                ruleset.files().byName().containsKey(casesFile)
                        ? ruleset.files().text(casesFile)
                        : "");
    }

    /** The cases are in the folder of the sheet's rules, in a file with the sheet's name. */
    private String casesFile(Sheet sheet) {
        return ruleset.rules().stream()
                .filter(rule -> sheet.sheet().equals(rule.sheet()))
                .map(rule -> rule.file().replaceFirst("\\.drl$", RulesetFiles.CASES_SUFFIX))
                .findFirst()
                .orElse(sheet.sheet() + RulesetFiles.CASES_SUFFIX);
    }

    private ClauseSection entry(String code) {
        Clause clause = catalogue.clause(code);
        List<RuleSection> citing = rules.getOrDefault(code, List.of()).stream()
                .sorted(Comparator.comparing(
                        rule -> rule.validity().from(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(this::rule)
                .toList();
        return new ClauseSection(
                code,
                address(code),
                clause == null ? "" : clause.place(),
                ofSheet(code),
                clause == null ? null : clause.source(),
                clause == null ? "" : Objects.requireNonNullElse(clause.says(), ""),
                clause == null ? "" : Objects.requireNonNullElse(clause.noRule(), ""),
                citing,
                clause == null ? List.of() : clause.readings(),
                clause == null ? List.of() : clause.notFormalised(),
                clause == null
                        ? List.of()
                        : clause.see().stream().map(this::reference).toList());
    }

    private String ofSheet(String code) {
        Sheet sheet = vocabulary.sheet(code.split("\\.", 2)[0]);
        SpecialtyField field = sheet == null ? null : vocabulary.field(sheet.specialtyField());
        return sheet == null || field == null ? "" : field.en() + ", level " + sheet.level();
    }

    private RuleSection rule(RuleText rule) {
        List<List<Requirement>> ways = Requirement.ways(rule.condition(), vocabulary);
        List<Requirement> always = ways.isEmpty()
                ? List.of()
                : ways.get(0).stream()
                        .filter(asked -> ways.stream().allMatch(way -> way.contains(asked)))
                        .toList();
        return new RuleSection(
                rule.name(),
                new Address(address(rule.clause()).page(), anchors.ofRule(rule.name())),
                reference(rule.clause()),
                rule.paraphrase(),
                rule.file(),
                rule.line(),
                rule.source(),
                rule.factType().name(),
                rule.consequence().name(),
                rule.validity(),
                rule.validity().includes(asOf),
                always,
                ways.stream()
                        .map(way -> way.stream()
                                .filter(asked -> !always.contains(asked))
                                .toList())
                        .filter(way -> !way.isEmpty())
                        .toList());
    }

    private <T> List<CitedBy<T>> named(List<T> all, Function<T, String> code, Function<Clause, List<T>> inClause) {
        return all.stream()
                .map(one -> new CitedBy<>(
                        code.apply(one),
                        one,
                        catalogue.clauses().stream()
                                .filter(clause -> inClause.apply(clause).contains(one))
                                .map(clause -> reference(clause.clause()))
                                .toList()))
                .toList();
    }

    private Reference reference(String code) {
        return new Reference(code, address(code));
    }

    private Address address(String code) {
        return Objects.requireNonNull(clauses.get(code));
    }
}
