package org.kentei.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Mistake;
import org.kentei.source.Suggestion;
import org.kentei.source.YamlMapping;
import org.kentei.source.YamlMapping.YamlText;

/** Reads {@code vocabulary.yaml} and every {@code field.yaml}, and reports each mistake with its file and line. */
public final class VocabularyReader {

    private static final String FILE = "vocabulary.yaml";
    private static final Pattern CODE = Pattern.compile(Vocabulary.CODE);
    private static final Set<String> CRITERIA =
            Arrays.stream(Criterion.values()).map(Criterion::name).collect(Collectors.toCollection(LinkedHashSet::new));

    /** The criteria that projects may meet together. */
    private static final Set<String> TOGETHER = inOrder(Criterion.SIZE.name());

    private static final YamlText NO_LIST = new YamlText("", 0);

    private static final Set<String> TERM_KEYS = inOrder("code", "en", "ja", "from", "until");
    private static final Set<String> LADDER_KEYS = inOrder("code", "en", "ja", "category", "from", "until");
    private static final Set<String> FIELD_KEYS =
            inOrder("field", "position", "category", "en", "ja", "from", "until", "complexityLists", "areas", "sheets");
    private static final Set<String> SHEET_KEYS =
            inOrder("sheet", "level", "from", "until", "complexityList", "criteria", "together");

    /** Thrown for an invalid vocabulary; it lists every mistake found. */
    public static final class InvalidVocabularyException extends Exception {
        private final transient List<Mistake> mistakes;

        InvalidVocabularyException(List<Mistake> mistakes) {
            super(mistakes.toString());
            this.mistakes = List.copyOf(mistakes);
        }

        public List<Mistake> mistakes() {
            return mistakes;
        }
    }

    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<SpecialtyField> fields = new ArrayList<>();
    private final Set<String> sheetCodes = new HashSet<>();

    private VocabularyReader() {}

    /**
     * Reads the vocabulary.
     *
     * @param files the ruleset's files by relative name; files other than {@code vocabulary.yaml} and {@code field.yaml}
     *     are ignored
     */
    public static Vocabulary read(Map<String, byte[]> files) throws InvalidVocabularyException {
        return new VocabularyReader().readAll(new TreeMap<>(files));
    }

    private Vocabulary readAll(Map<String, byte[]> files) throws InvalidVocabularyException {
        Map<CodeList, List<Term>> lists = readShared(files.get(FILE));
        boolean sharedIsValid = mistakes.isEmpty();
        files.forEach((file, bytes) -> {
            YamlMapping read = file.endsWith("/field.yaml") ? YamlMapping.read(file, bytes, mistakes) : null;
            if (read != null) {
                readField(read, sharedIsValid ? lists : Map.of());
            }
        });
        if (fields.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(new Mistake(FILE, 0, "No folder has a field.yaml, so there are no specialty fields."));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidVocabularyException(mistakes);
        }
        fields.sort(Comparator.comparingInt(SpecialtyField::position).thenComparing(SpecialtyField::field));
        return new Vocabulary(fields, lists);
    }

    private Map<CodeList, List<Term>> readShared(byte @Nullable [] bytes) {
        Map<CodeList, List<Term>> lists = new EnumMap<>(CodeList.class);
        if (bytes == null) {
            mistakes.add(new Mistake(FILE, 0, "The file is missing."));
            return lists;
        }
        YamlMapping read = YamlMapping.read(FILE, bytes, mistakes);
        if (read != null) {
            List<CodeList> shared = Arrays.stream(CodeList.values())
                    .filter(CodeList::inVocabularyFile)
                    .toList();
            read.allow(shared.stream().map(CodeList::listName).collect(Collectors.toCollection(LinkedHashSet::new)));
            shared.forEach(
                    list -> lists.put(list, terms(read, list.listName(), list.isOrdinal() ? LADDER_KEYS : TERM_KEYS)));
            checkLadders(read, lists);
        }
        return lists;
    }

    /** @param lists the lists of {@code vocabulary.yaml}; empty if they could not be read because of a mistake */
    private void readField(YamlMapping read, Map<CodeList, List<Term>> lists) {
        read.allow(FIELD_KEYS);
        YamlText field = code(read, "field");
        if (fields.stream().anyMatch(other -> other.field().equals(field.value()))) {
            read.mistake(field.line(), "The field `" + field.value() + "` is also in another file.");
        }
        Map<String, List<String>> complexityLists = complexityLists(read, lists.get(CodeList.COMPLEXITY));
        Validity validity = validity(read);
        List<Sheet> sheets = new ArrayList<>();
        read.each("sheets", SHEET_KEYS, entry -> {
            Sheet sheet = sheet(entry, field.value(), complexityLists, validity);
            for (Sheet other : sheets) {
                Validity both = sheet.validity().and(other.validity());
                if (other.level() == sheet.level() && !both.isEmpty()) {
                    read.mistake(
                            entry.line(),
                            "Two sheets of the field have level " + sheet.level()
                                    + (sheet.validity().equals(other.validity()) ? "." : ", " + both.words() + "."));
                }
            }
            sheets.add(sheet);
        });
        sheets.sort(Comparator.comparingInt(Sheet::level)
                .reversed()
                .thenComparing(sheet -> sheet.validity().from(), Comparator.nullsFirst(Comparator.naturalOrder())));
        fields.add(new SpecialtyField(
                field.value(),
                read.number("position"),
                read.text("en").value(),
                read.text("ja").value(),
                category(read, lists.get(CodeList.CATEGORIES)),
                terms(read, "areas", TERM_KEYS),
                sheets,
                validity));
    }

    /** @param categories the known ones; null if they could not be read because of a mistake elsewhere */
    private static @Nullable String category(YamlMapping read, @Nullable List<Term> categories) {
        if (!read.has("category")) {
            return null;
        }
        YamlText category = read.text("category");
        List<String> known = categories == null
                ? List.of()
                : categories.stream().map(Term::code).toList();
        if (categories != null && !known.contains(category.value())) {
            read.mistake(
                    category.line(),
                    "The category `" + category.value() + "` is not in vocabulary.yaml."
                            + Suggestion.hint(category.value(), known));
        }
        return category.value();
    }

    private static void checkLadders(YamlMapping read, Map<CodeList, List<Term>> lists) {
        List<String> known = lists.getOrDefault(CodeList.CATEGORIES, List.of()).stream()
                .map(Term::code)
                .toList();
        for (CodeList list : List.of(CodeList.ROLES, CodeList.DEPTHS)) {
            for (Term term : lists.getOrDefault(list, List.of())) {
                if (term.category() != null && !known.contains(term.category())) {
                    read.mistake(
                            0,
                            "The category `" + term.category() + "` of `" + term.code()
                                    + "` is not in `categories`."
                                    + Suggestion.hint(term.category(), known));
                }
            }
        }
    }

    /** @param complexity the known codes; null if they could not be read because of a mistake elsewhere */
    private static Map<String, List<String>> complexityLists(YamlMapping field, @Nullable List<Term> complexity) {
        Map<String, List<String>> lists = new HashMap<>();
        YamlMapping read = field.has("complexityLists") ? field.mapping("complexityLists") : null;
        if (read == null) {
            return lists;
        }
        List<String> known = complexity == null
                ? List.of()
                : complexity.stream().map(Term::code).toList();
        for (YamlText list : read.keys()) {
            List<String> codes = new ArrayList<>();
            for (YamlText code : read.texts(list.value())) {
                if (codes.contains(code.value())) {
                    read.mistake(
                            code.line(), "The code `" + code.value() + "` is listed twice in `" + list.value() + "`.");
                } else if (complexity != null && !known.contains(code.value())) {
                    read.mistake(
                            code.line(),
                            "The complexity code `" + code.value() + "` is not in vocabulary.yaml."
                                    + Suggestion.hint(code.value(), known));
                }
                codes.add(code.value());
            }
            lists.put(list.value(), codes);
        }
        return lists;
    }

    private Sheet sheet(YamlMapping entry, String field, Map<String, List<String>> complexityLists, Validity ofField) {
        YamlText code = code(entry, "sheet");
        if (!sheetCodes.add(code.value())) {
            entry.mistake(code.line(), "The sheet `" + code.value() + "` is listed twice.");
        }
        int level = entry.number("level");
        if (entry.has("level") && (level < 1 || level > Sheet.HIGHEST_LEVEL)) {
            entry.mistake(entry.line(), "A sheet's level must be 1 to " + Sheet.HIGHEST_LEVEL + ".");
        }
        YamlText list = entry.has("complexityList") ? entry.text("complexityList") : NO_LIST;
        if (entry.has("complexityList") && !complexityLists.containsKey(list.value())) {
            entry.mistake(
                    list.line(),
                    "There is no complexity list `" + list.value() + "` in the file."
                            + Suggestion.hint(list.value(), complexityLists.keySet()));
        }
        Set<Criterion> criteria = criteria(entry, "criteria", CRITERIA);
        Set<Criterion> together =
                entry.has("together") ? criteria(entry, "together", TOGETHER) : EnumSet.noneOf(Criterion.class);
        if (!criteria.containsAll(together)) {
            entry.mistake(code.line(), "What is in `together` must be in `criteria` too.");
        }
        if (criteria.contains(Criterion.COMPLEXITY) && !entry.has("complexityList")) {
            entry.mistake(code.line(), "The sheet requires COMPLEXITY, so it needs a `complexityList`.");
        }
        Validity own = validity(entry);
        Validity validity = own.and(ofField);
        if (validity.isEmpty() && !own.isEmpty() && !ofField.isEmpty()) {
            entry.mistake(
                    code.line(),
                    "The sheet `" + code.value() + "` is in force " + own.words() + ", and its field " + ofField.words()
                            + ": it is never decided.");
        }
        return new Sheet(
                code.value(),
                field,
                level,
                complexityLists.getOrDefault(list.value(), List.of()),
                criteria,
                together,
                validity);
    }

    /** @param known the criteria that the list may have */
    private static Set<Criterion> criteria(YamlMapping entry, String list, Set<String> known) {
        Set<Criterion> criteria = EnumSet.noneOf(Criterion.class);
        for (YamlText criterion : entry.texts(list)) {
            if (!known.contains(criterion.value())) {
                entry.mistake(
                        criterion.line(),
                        "There is no criterion `" + criterion.value() + "`"
                                + (known == CRITERIA ? "." : " in `" + list + "`.")
                                + Suggestion.hint(criterion.value(), known));
            } else if (!criteria.add(Criterion.valueOf(criterion.value()))) {
                entry.mistake(criterion.line(), "The criterion `" + criterion.value() + "` is listed twice.");
            }
        }
        return criteria;
    }

    private static List<Term> terms(YamlMapping read, String list, Set<String> keys) {
        List<Term> terms = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        read.each(list, keys, entry -> {
            YamlText code = code(entry, "code");
            if (!seen.add(code.value())) {
                entry.mistake(code.line(), "The code `" + code.value() + "` is listed twice in `" + list + "`.");
            }
            terms.add(new Term(
                    code.value(),
                    entry.text("en").value(),
                    entry.text("ja").value(),
                    entry.has("category") ? entry.text("category").value() : null,
                    validity(entry)));
        });
        return terms;
    }

    private static Validity validity(YamlMapping entry) {
        Validity validity = new Validity(entry.date("from"), entry.date("until"));
        if (validity.isEmpty()) {
            entry.mistake(
                    entry.line(),
                    "It is never in force: `until`, the first day no longer in force, is " + validity.until()
                            + ", and `from`, the first day in force, is " + validity.from() + ".");
        }
        return validity;
    }

    private static YamlText code(YamlMapping entry, String key) {
        YamlText code = entry.text(key);
        if (!code.value().isBlank() && !CODE.matcher(code.value()).matches()) {
            entry.mistake(
                    code.line(),
                    "`" + code.value()
                            + "` is not a valid code: use capitals, digits and underscores, and start with a capital.");
        }
        return code;
    }

    private static Set<String> inOrder(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
