package org.kentei.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.page.Labels;
import org.kentei.page.Language;
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

    /** The section of clauses without a criterion. */
    private static final String OTHER = "BESIDES";

    private final RulesetText ruleset;
    private final LocalDate asOf;
    private final Language language;
    private final Vocabulary vocabulary;
    private final Translations translations;
    private final Set<String> texts = new HashSet<>();
    private final List<Mistake> findings = new ArrayList<>();
    private final ClauseCatalogue catalogue;
    private final Map<String, List<RuleText>> rules = new LinkedHashMap<>();
    private final Map<String, Address> clauses = new LinkedHashMap<>();
    private final Anchors anchors = new Anchors();

    RulebookLayout(RulesetText ruleset, LocalDate asOf, Language language) {
        this.asOf = asOf;
        this.language = language;
        this.ruleset = ruleset;
        this.vocabulary = ruleset.vocabulary();
        this.catalogue = ClauseCatalogue.read(ruleset.files(), findings);
        this.translations = Translations.read(ruleset.files(), findings);
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
        List<FieldChapter> fields =
                vocabulary.fields().stream().map(this::chapter).toList();
        List<ClauseSection> shared = on(Rulebook.SHARED).map(this::entry).toList();
        List<CitedBy<Reading>> readings =
                named(catalogue.readings(), Reading::reading, Clause::readings, this::translated);
        List<CitedBy<Omission>> omissions =
                named(catalogue.omissions(), Omission::omission, Clause::notFormalised, this::translated);
        // every text was asked for by now
        findings.addAll(translations.unused(texts));
        return new Rulebook(
                ruleset.files().revision(),
                asOf,
                language,
                vocabulary,
                fields,
                shared,
                readings,
                omissions,
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
                        title(section.getKey()), section.getKey().toLowerCase(Locale.ROOT), section.getValue()))
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

    private String title(String section) {
        return section.equals(OTHER)
                ? language.word("rulebook.besides", "")
                : new Labels(vocabulary, language)
                        .criterion(Criterion.valueOf(section))
                        .text();
    }

    private String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        texts.add(text);
        return translations.of(text, language);
    }

    private Reading translated(Reading reading) {
        return new Reading(reading.reading(), text(reading.open()), text(reading.read()), text(reading.because()));
    }

    private Omission translated(Omission omission) {
        return new Omission(omission.omission(), text(omission.what()), text(omission.because()));
    }

    private @Nullable Source translated(@Nullable Source source) {
        return source == null
                ? null
                : new Source(
                        source.source(),
                        text(source.standard()),
                        text(source.edition()),
                        source.link(),
                        source.lastRead());
    }

    /** The cases are in the folder of the sheet's rules, in a file with the sheet's name. */
    private String casesFile(Sheet sheet) {
        return ruleset.rules().stream()
                .filter(rule -> sheet.sheet().equals(rule.sheet()))
                .map(rule -> RulesetFiles.casesBeside(rule.file()))
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
                clause == null ? "" : text(clause.place()),
                ofSheet(code),
                clause == null ? null : translated(clause.source()),
                clause == null ? "" : text(clause.says()),
                clause == null ? "" : text(clause.noRule()),
                citing,
                clause == null
                        ? List.of()
                        : clause.readings().stream().map(this::translated).toList(),
                clause == null
                        ? List.of()
                        : clause.notFormalised().stream().map(this::translated).toList(),
                clause == null
                        ? List.of()
                        : clause.see().stream().map(this::reference).toList());
    }

    private String ofSheet(String code) {
        Sheet sheet = vocabulary.sheet(code.split("\\.", 2)[0]);
        SpecialtyField field = sheet == null ? null : vocabulary.field(sheet.specialtyField());
        return sheet == null || field == null
                ? ""
                : language.word("rulebook.ofSheet", "")
                        .replace("{field}", new RulebookNames(language).field(field))
                        .replace("{level}", Integer.toString(sheet.level()));
    }

    private RuleSection rule(RuleText rule) {
        List<List<Requirement>> ways = Requirement.ways(rule.condition(), vocabulary, language);
        List<Requirement> always = ways.isEmpty()
                ? List.of()
                : ways.get(0).stream()
                        .filter(asked -> ways.stream().allMatch(way -> way.contains(asked)))
                        .toList();
        return new RuleSection(
                rule.name(),
                new Address(address(rule.clause()).page(), anchors.ofRule(rule.name())),
                reference(rule.clause()),
                text(rule.paraphrase()),
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

    private <T> List<CitedBy<T>> named(
            List<T> all, Function<T, String> code, Function<Clause, List<T>> inClause, UnaryOperator<T> translated) {
        return all.stream()
                .map(one -> new CitedBy<>(
                        code.apply(one),
                        translated.apply(one),
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
