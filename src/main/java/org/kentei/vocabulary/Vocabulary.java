package org.kentei.vocabulary;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All codes that candidates and rules may use. They are read from the YAML files of the ruleset; no Java type lists codes
 * of the standard.
 */
public final class Vocabulary {

    /** A regular expression for a code: capitals, digits and underscores, starting with a capital. */
    public static final String CODE = "[A-Z][A-Z0-9_]{0,63}";

    private final List<SpecialtyField> fields;
    private final Map<CodeList, List<Term>> lists;
    private final Map<CodeList, OrdinalScale> scales;
    private final Map<String, Sheet> sheets = new HashMap<>();

    /**
     * @param fields the specialty fields in the standard's order
     * @param lists the terms of each list in {@code vocabulary.yaml}
     */
    Vocabulary(List<SpecialtyField> fields, Map<CodeList, List<Term>> lists) {
        this(fields, lists, scales(lists));
    }

    private Vocabulary(
            List<SpecialtyField> fields, Map<CodeList, List<Term>> lists, Map<CodeList, OrdinalScale> scales) {
        this.fields = List.copyOf(fields);
        this.lists = Map.copyOf(lists);
        this.scales = scales;
        fields.forEach(field -> field.sheets().forEach(sheet -> sheets.put(sheet.sheet(), sheet)));
    }

    private static Map<CodeList, OrdinalScale> scales(Map<CodeList, List<Term>> lists) {
        Map<CodeList, OrdinalScale> scales = new HashMap<>();
        lists.forEach((list, terms) -> {
            if (list.isOrdinal()) {
                scales.put(list, new OrdinalScale(terms));
            }
        });
        return scales;
    }

    /**
     * The part of it that is in force on a day. Ordinal scales keep the levels that are not, so that a level above one of
     * them is still above it.
     */
    public Vocabulary on(LocalDate day) {
        Map<CodeList, List<Term>> listsInForce = new HashMap<>();
        lists.forEach((list, terms) -> listsInForce.put(list, inForce(terms, day)));
        List<SpecialtyField> fieldsInForce = fields.stream()
                .filter(field -> field.validity().includes(day))
                .map(field -> new SpecialtyField(
                        field.field(),
                        field.position(),
                        field.en(),
                        field.ja(),
                        field.category(),
                        inForce(field.areas(), day),
                        field.sheets().stream()
                                .filter(sheet -> sheet.validity().includes(day))
                                .toList(),
                        field.validity()))
                .toList();
        return new Vocabulary(fieldsInForce, listsInForce, scales);
    }

    private static List<Term> inForce(List<Term> terms, LocalDate day) {
        return terms.stream().filter(term -> term.validity().includes(day)).toList();
    }

    /** The days on which a field, a sheet or a code begins or ends to be in force. */
    public Stream<LocalDate> boundaries() {
        return Stream.of(
                        fields.stream().map(SpecialtyField::validity),
                        sheets().map(Sheet::validity),
                        fields.stream().flatMap(field -> field.areas().stream()).map(Term::validity),
                        lists.values().stream().flatMap(List::stream).map(Term::validity))
                .flatMap(validities -> validities)
                .flatMap(Validity::boundaries);
    }

    /** The specialty fields in the standard's order. */
    public List<SpecialtyField> fields() {
        return fields;
    }

    public @Nullable SpecialtyField field(String code) {
        return fields.stream()
                .filter(field -> field.field().equals(code))
                .findFirst()
                .orElse(null);
    }

    public @Nullable Sheet sheet(String code) {
        return sheets.get(code);
    }

    /** All sheets, field by field, the highest level first. */
    public Stream<Sheet> sheets() {
        return fields.stream().flatMap(field -> field.sheets().stream());
    }

    /**
     * The ladder of roles or depths of a field: that of its category, or the one without a category if the field's
     * category has none of its own.
     *
     * @param field its code; if the vocabulary has no such field, all ladders are returned
     */
    public List<Term> ladder(CodeList list, String field) {
        List<Term> all = terms(list);
        SpecialtyField known = field(field);
        if (known == null) {
            return all;
        }
        List<Term> own = all.stream()
                .filter(term -> term.category() != null && term.category().equals(known.category()))
                .toList();
        return own.isEmpty()
                ? all.stream().filter(term -> term.category() == null).toList()
                : own;
    }

    /** Codes in ascending order. Codes of different categories are on different ladders. */
    public OrdinalScale scale(CodeList list) {
        return Objects.requireNonNull(scales.get(list), () -> list + " is not ordinal");
    }

    /** The terms of a list in its own order. */
    public List<Term> terms(CodeList list) {
        return switch (list) {
            case SPECIALTY_FIELDS -> fieldTerms().toList();
            case CONTRIBUTION_FIELDS ->
                Stream.concat(fieldTerms(), lists.getOrDefault(CodeList.CATEGORIES, List.of()).stream())
                        .toList();
            case SHEETS ->
                sheets().map(sheet -> new Term(sheet.sheet(), sheet.sheet(), sheet.sheet(), sheet.validity()))
                        .toList();
            case AREAS ->
                fields.stream()
                        .flatMap(field -> field.areas().stream())
                        .distinct()
                        .toList();
            case CATEGORIES,
                    ROLES,
                    DEPTHS,
                    PHASES,
                    ACCOMPLISHMENTS,
                    COMPLEXITY,
                    CONTRIBUTION_KINDS,
                    DEVELOPMENT_METHODS,
                    EXAMINATIONS -> lists.getOrDefault(list, List.of());
        };
    }

    /** The codes of a list in its own order. */
    public List<String> codes(CodeList list) {
        return terms(list).stream().map(Term::code).distinct().toList();
    }

    private Stream<Term> fieldTerms() {
        return fields.stream().map(field -> new Term(field.field(), field.en(), field.ja(), field.validity()));
    }
}
