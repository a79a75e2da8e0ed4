package org.kentei.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/** The names of codes, properties and criteria on a page. An unknown code is its own name. */
public final class Labels {

    private static final Map<String, CodeList> LISTS = Map.ofEntries(
            Map.entry("role", CodeList.ROLES),
            Map.entry("depth", CodeList.DEPTHS),
            Map.entry("phases", CodeList.PHASES),
            Map.entry("accomplishments", CodeList.ACCOMPLISHMENTS),
            Map.entry("allAccomplishments", CodeList.ACCOMPLISHMENTS),
            Map.entry("complexity", CodeList.COMPLEXITY),
            Map.entry("specialtyField", CodeList.CONTRIBUTION_FIELDS),
            Map.entry("area", CodeList.AREAS),
            Map.entry("kind", CodeList.CONTRIBUTION_KINDS),
            Map.entry("code", CodeList.EXAMINATIONS),
            Map.entry("monthsInPhase", CodeList.PHASES),
            Map.entry("monthsInRole", CodeList.ROLES),
            Map.entry("accomplishmentsAmong", CodeList.ACCOMPLISHMENTS),
            Map.entry("criteriaAmong", CodeList.COMPLEXITY),
            Map.entry("areasAtDepth", CodeList.DEPTHS));

    /** A property with an argument, such as {@code monthsInPhase("PLANNING")}. */
    private static final Pattern WITH_ARGUMENT = Pattern.compile("(\\w+)\\((.*)\\)");

    private static final Pattern CODE = Pattern.compile("\"([^\"]+)\"");

    private final @Nullable Vocabulary vocabulary;
    private final Language language;

    /** @param vocabulary the codes with their labels; null if there is none, so that every code is its own name */
    public Labels(@Nullable Vocabulary vocabulary, Language language) {
        this.vocabulary = vocabulary;
        this.language = language;
    }

    /** The name of a code in a list. */
    public Label of(CodeList list, String code) {
        return (vocabulary == null ? List.<Term>of() : vocabulary.terms(list))
                .stream()
                        .filter(term -> term.code().equals(code))
                        .findFirst()
                        .map(this::of)
                        .orElseGet(() -> new Label(code, "", language.other().code()));
    }

    /** The name of a specialty field. */
    public Label field(String code) {
        return of(CodeList.SPECIALTY_FIELDS, code);
    }

    /** The name of a criterion. */
    public Label criterion(Criterion criterion) {
        String key = "criterion." + criterion;
        return new Label(
                language.word(key, criterion.name()),
                language.other().word(key, criterion.name()),
                language.other().code());
    }

    /** The name of a property of a fact. */
    public String property(String property) {
        String word = language.words().get("property." + baseName(property));
        return word == null ? spaced(property) : withArgument(word, property);
    }

    /** The name of a property without its argument. */
    static String baseName(String property) {
        int bracket = property.indexOf('(');
        return bracket < 0 ? property : property.substring(0, bracket);
    }

    /** Words with the argument of a property in the place of {@code {of}}. */
    String withArgument(String words, String property) {
        Matcher parts = WITH_ARGUMENT.matcher(property);
        if (!parts.matches()) {
            return words;
        }
        List<String> codes = new ArrayList<>();
        for (Matcher code = CODE.matcher(parts.group(2)); code.find(); ) {
            codes.add(language.word("quoted", "{code}").replace("{code}", value(parts.group(1), code.group(1))));
        }
        return words.replace("{of}", codes.isEmpty() ? parts.group(2) : String.join(", ", codes));
    }

    /** The name of a type of entry. */
    public String entry(String entry) {
        return language.word("entry." + entry, spaced(entry));
    }

    /** A value of a property as text. */
    public String value(String property, Object value) {
        if (value instanceof Number number) {
            return number(number.longValue());
        }
        if (value instanceof Boolean truth) {
            return language.word(truth ? "yes" : "no", value.toString());
        }
        if (value instanceof List<?> several) {
            return several.isEmpty()
                    ? language.word("none", "none")
                    : String.join(
                            ", ",
                            several.stream().map(one -> value(property, one)).toList());
        }
        CodeList list = LISTS.get(property);
        return list == null ? value.toString() : of(list, value.toString()).text();
    }

    static String number(long number) {
        StringBuilder digits = new StringBuilder().append(number);
        int first = number < 0 ? 1 : 0;
        for (int place = digits.length() - 3; place > first; place -= 3) {
            digits.insert(place, ',');
        }
        return digits.toString();
    }

    private Label of(Term term) {
        String text = language == Language.EN ? term.en() : term.ja();
        String other = language == Language.EN ? term.ja() : term.en();
        return new Label(text, text.equals(other) ? "" : other, language.other().code());
    }

    private static String spaced(String property) {
        return property.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
