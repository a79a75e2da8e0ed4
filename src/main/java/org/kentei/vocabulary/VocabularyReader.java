package org.kentei.vocabulary;

import java.util.ArrayList;
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
            lists.putAll(readShared(new YamlFile("vocabulary.yaml", shared)));
        }
        Set<String> complexity = lists.getOrDefault(CodeList.COMPLEXITY, List.of()).stream()
                .map(Term::code)
                .collect(Collectors.toSet());
        List<SpecialtyField> fields = new ArrayList<>();
        Set<String> sheets = new HashSet<>();
        files.forEach((file, bytes) -> {
            if (file.endsWith("/field.yaml")) {
                readField(new YamlFile(file, bytes), complexity, sheets, fields);
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

    private Map<CodeList, List<Term>> readShared(YamlFile file) {
        Map<CodeList, List<Term>> lists = new EnumMap<>(CodeList.class);
        file.readLists(Term.class, mistakes).ifPresent(read -> {
            for (CodeList list : CodeList.values()) {
                if (list.shared()) {
                    List<Term> terms = read.remove(list.listName());
                    if (terms == null || terms.isEmpty()) {
                        mistakes.add(new Mistake(
                                file.name(), 0, "The list `" + list.listName() + "` is missing or empty."));
                    } else {
                        checkTerms(file, list.listName(), terms);
                        lists.put(list, terms);
                    }
                }
            }
            read.keySet().forEach(unknown ->
                    mistakes.add(file.mistake(unknown, "There is no list named `" + unknown + "`.")));
        });
        return lists;
    }

    private void readField(
            YamlFile file, Set<String> complexity, Set<String> sheetCodes, List<SpecialtyField> fields) {
        file.read(FieldFile.class, mistakes)
                .ifPresent(read -> checkField(file, read, complexity, sheetCodes, fields));
    }

    private void checkField(
            YamlFile file, FieldFile read, Set<String> complexity, Set<String> sheetCodes, List<SpecialtyField> fields) {
        checkTerms(file, "areas", read.areas());
        checkCode(file, read.field());
        if (fields.stream().anyMatch(field -> field.field().equals(read.field()))) {
            mistakes.add(file.mistake(read.field(), "The field `" + read.field() + "` stands in another file too."));
        }
        read.complexityLists().values().stream().flatMap(List::stream).distinct().forEach(code -> {
            if (!complexity.contains(code)) {
                mistakes.add(file.mistake(code, "The complexity code `" + code + "` does not stand in vocabulary.yaml."));
            }
        });
        List<Sheet> sheets = new ArrayList<>();
        Set<Integer> levels = new HashSet<>();
        for (SheetEntry entry : read.sheets()) {
            String code = entry.sheet();
            checkCode(file, code);
            if (!sheetCodes.add(code)) {
                mistakes.add(file.mistake(code, "The sheet `" + code + "` stands twice."));
            }
            if (entry.level() < 1 || entry.level() > 7) {
                mistakes.add(file.mistake(code, "A sheet's level is 1 to 7, not " + entry.level() + "."));
            }
            if (!levels.add(entry.level())) {
                mistakes.add(file.mistake(code, "Two sheets of the field are for level " + entry.level() + "."));
            }
            List<String> list = read.complexityLists().get(entry.complexityList());
            if (list == null) {
                mistakes.add(file.mistake(code, "The sheet `" + code
                        + "` names the complexity list `" + entry.complexityList() + "`, which the file lacks."));
            } else if (entry.criteria().isEmpty()) {
                mistakes.add(file.mistake(code, "The sheet `" + code + "` asks no criterion."));
            } else {
                sheets.add(new Sheet(code, read.field(), entry.level(), list, EnumSet.copyOf(entry.criteria())));
            }
        }
        if (read.sheets().isEmpty()) {
            mistakes.add(new Mistake(file.name(), 0, "The field `" + read.field() + "` has no sheet."));
        }
        sheets.sort(Comparator.comparingInt(Sheet::level).reversed());
        fields.add(new SpecialtyField(read.field(), read.position(), read.en(), read.ja(), read.areas(), sheets));
    }

    private void checkTerms(YamlFile file, String list, List<Term> terms) {
        Set<String> seen = new HashSet<>();
        for (Term term : terms) {
            checkCode(file, term.code());
            if (!seen.add(term.code())) {
                mistakes.add(file.mistake(
                        term.code(), "The code `" + term.code() + "` stands twice in `" + list + "`."));
            }
        }
    }

    private void checkCode(YamlFile file, String code) {
        if (!CODE.matcher(code).matches()) {
            mistakes.add(file.mistake(
                    code, "`" + code + "` is no code: capitals, digits and underscores, beginning with a letter."));
        }
    }
}
