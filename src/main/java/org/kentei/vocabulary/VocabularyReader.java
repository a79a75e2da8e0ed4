package org.kentei.vocabulary;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code vocabulary.yaml} and every {@code field.yaml}, and names every mistake in them by file and line. */
public final class VocabularyReader {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Thrown for a vocabulary that cannot be used; it lists every mistake found. */
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

    private record FieldFile(
            String field,
            int position,
            String en,
            String ja,
            Map<String, List<String>> complexityLists,
            List<Term> areas,
            List<SheetEntry> sheets) {}

    private record SheetEntry(String sheet, int level, String complexityList, List<Criterion> criteria) {}

    private final List<Mistake> mistakes = new ArrayList<>();

    private VocabularyReader() {}

    /**
     * Reads the vocabulary.
     *
     * @param files the ruleset's files by relative name; others than {@code vocabulary.yaml} and {@code field.yaml} are
     *     passed over
     */
    public static Vocabulary read(Map<String, byte[]> files) throws InvalidVocabularyException {
        return new VocabularyReader().readAll(new TreeMap<>(files));
    }

    private Vocabulary readAll(Map<String, byte[]> files) throws InvalidVocabularyException {
        Map<CodeList, List<Term>> lists = new EnumMap<>(CodeList.class);
        byte[] shared = files.get("vocabulary.yaml");
        if (shared == null) {
            mistakes.add(new Mistake("vocabulary.yaml", 0, "The file is missing."));
        } else {
            lists.putAll(readShared(shared));
        }
        Set<String> complexity = lists.getOrDefault(CodeList.COMPLEXITY, List.of()).stream()
                .map(Term::code)
                .collect(Collectors.toSet());
        List<SpecialtyField> fields = new ArrayList<>();
        Set<String> sheets = new HashSet<>();
        files.forEach((file, bytes) -> {
            if (file.endsWith("/field.yaml")) {
                readField(file, bytes, complexity, sheets, fields);
            }
        });
        if (fields.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(new Mistake("vocabulary.yaml", 0, "No folder holds a field.yaml, so there is no field."));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidVocabularyException(mistakes);
        }
        fields.sort(Comparator.comparingInt(SpecialtyField::position).thenComparing(SpecialtyField::field));
        return new Vocabulary(fields, lists);
    }

    private Map<CodeList, List<Term>> readShared(byte[] bytes) {
        String file = "vocabulary.yaml";
        Map<CodeList, List<Term>> lists = new EnumMap<>(CodeList.class);
        try {
            Map<String, List<Term>> read = YAML.readValue(
                    bytes,
                    YAML.getTypeFactory()
                            .constructMapType(
                                    Map.class,
                                    YAML.constructType(String.class),
                                    YAML.getTypeFactory().constructCollectionType(List.class, Term.class)));
            for (CodeList list : CodeList.values()) {
                if (list.shared()) {
                    List<Term> terms = read.remove(list.listName());
                    if (terms == null || terms.isEmpty()) {
                        mistakes.add(new Mistake(file, 0, "The list `" + list.listName() + "` is missing or empty."));
                    } else {
                        checkTerms(file, list.listName(), bytes, terms);
                        lists.put(list, terms);
                    }
                }
            }
            read.keySet().forEach(unknown ->
                    mistakes.add(new Mistake(file, lineOf(bytes, unknown), "There is no list named `" + unknown + "`.")));
        } catch (IOException unreadable) {
            mistakes.add(mistake(file, unreadable));
        }
        return lists;
    }

    private void readField(
            String file, byte[] bytes, Set<String> complexity, Set<String> sheetCodes, List<SpecialtyField> fields) {
        try {
            FieldFile read = YAML.readValue(bytes, FieldFile.class);
            checkTerms(file, "areas", bytes, read.areas());
            checkCode(file, bytes, read.field());
            if (fields.stream().anyMatch(field -> field.field().equals(read.field()))) {
                mistakes.add(new Mistake(
                        file, lineOf(bytes, read.field()), "The field `" + read.field() + "` stands in another file too."));
            }
            read.complexityLists().values().stream().flatMap(List::stream).distinct().forEach(code -> {
                if (!complexity.contains(code)) {
                    mistakes.add(new Mistake(file, lineOf(bytes, code),
                            "The complexity code `" + code + "` does not stand in vocabulary.yaml."));
                }
            });
            List<Sheet> sheets = new ArrayList<>();
            Set<Integer> levels = new HashSet<>();
            for (SheetEntry entry : read.sheets()) {
                int line = lineOf(bytes, entry.sheet());
                checkCode(file, bytes, entry.sheet());
                if (!sheetCodes.add(entry.sheet())) {
                    mistakes.add(new Mistake(file, line, "The sheet `" + entry.sheet() + "` stands twice."));
                }
                if (entry.level() < 1 || entry.level() > 7) {
                    mistakes.add(new Mistake(file, line, "A sheet's level is 1 to 7, not " + entry.level() + "."));
                }
                if (!levels.add(entry.level())) {
                    mistakes.add(new Mistake(
                            file, line, "Two sheets of the field are for level " + entry.level() + "."));
                }
                List<String> list = read.complexityLists().get(entry.complexityList());
                if (list == null) {
                    mistakes.add(new Mistake(file, line, "The sheet `" + entry.sheet()
                            + "` names the complexity list `" + entry.complexityList() + "`, which the file lacks."));
                } else if (entry.criteria().isEmpty()) {
                    mistakes.add(new Mistake(file, line, "The sheet `" + entry.sheet() + "` asks no criterion."));
                } else {
                    sheets.add(new Sheet(
                            entry.sheet(), read.field(), entry.level(), list, EnumSet.copyOf(entry.criteria())));
                }
            }
            if (read.sheets().isEmpty()) {
                mistakes.add(new Mistake(file, 0, "The field `" + read.field() + "` has no sheet."));
            }
            sheets.sort(Comparator.comparingInt(Sheet::level).reversed());
            fields.add(new SpecialtyField(read.field(), read.position(), read.en(), read.ja(), read.areas(), sheets));
        } catch (IOException unreadable) {
            mistakes.add(mistake(file, unreadable));
        }
    }

    private void checkTerms(String file, String list, byte[] bytes, List<Term> terms) {
        Set<String> seen = new HashSet<>();
        for (Term term : terms) {
            checkCode(file, bytes, term.code());
            if (!seen.add(term.code())) {
                mistakes.add(new Mistake(file, lineOf(bytes, term.code()),
                        "The code `" + term.code() + "` stands twice in `" + list + "`."));
            }
        }
    }

    private void checkCode(String file, byte[] bytes, String code) {
        if (!CODE.matcher(code).matches()) {
            mistakes.add(new Mistake(file, lineOf(bytes, code),
                    "`" + code + "` is no code: capitals, digits and underscores, beginning with a letter."));
        }
    }

    private static Mistake mistake(String file, IOException unreadable) {
        JsonLocation location = unreadable instanceof JsonProcessingException json ? json.getLocation() : null;
        String where = unreadable instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining(" / "))
                : "";
        String reason = unreadable instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
        String plain = reason.lines().findFirst().orElse("The file cannot be read.")
                .replaceAll("\\(?(class )?[\\w.$]*org\\.kentei[\\w.$]*\\)?,? ?", "")
                .replaceAll("`java\\.[\\w.<>,]*\\.(\\w+)`?", "`$1`")
                .replaceAll("^Cannot (construct|deserialize) .*", "What stands here has not the form that belongs here;"
                        + " perhaps a `:`, a `-` or an indent is missing.");
        return new Mistake(file, location == null ? 0 : location.getLineNr(), where.isEmpty() ? plain : where + ": " + plain);
    }

    /** The first line that holds the word, for a message that a person can follow. */
    private static int lineOf(byte[] bytes, String word) {
        List<String> lines = Arrays.asList(new String(bytes, java.nio.charset.StandardCharsets.UTF_8).split("\n", -1));
        Pattern whole = Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(word) + "(?![A-Za-z0-9_])");
        for (int line = 0; line < lines.size(); line++) {
            if (whole.matcher(lines.get(line)).find()) {
                return line + 1;
            }
        }
        return 0;
    }
}
