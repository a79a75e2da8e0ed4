package org.kentei.rulebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.DidYouMean;
import org.kentei.vocabulary.Mistake;
import org.kentei.vocabulary.YamlFile;

/** Reads the {@code clauses.yaml} files, and names every mistake in them by file and line. */
final class ClauseCatalogueReader {

    private record CatalogueFile(
            @Nullable List<Reading> readings,
            @Nullable List<Omission> notFormalised,
            @Nullable List<ClauseEntry> clauses) {}

    private record ClauseEntry(
            @Nullable String clause,
            @Nullable String place,
            @Nullable String says,
            @Nullable String noRule,
            @Nullable List<String> readings,
            @Nullable List<String> notFormalised,
            @Nullable List<String> see) {}

    private record Entry(YamlFile file, ClauseEntry entry) {}

    private final List<Mistake> mistakes;
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final Map<String, Omission> omissions = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    ClauseCatalogueReader(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    ClauseCatalogue read(RulesetFiles files) {
        // what the fields share stands first, as the fields build on it
        Set<String> names = new TreeSet<>(Comparator.comparing((String name) -> !name.startsWith("shared/"))
                .thenComparing(Comparator.naturalOrder()));
        files.byName().keySet().stream()
                .filter(name -> name.endsWith("/" + ClauseCatalogue.FILE_NAME))
                .forEach(names::add);
        for (String name : names) {
            YamlFile file = new YamlFile(name, Objects.requireNonNull(files.byName().get(name)));
            file.readWithOptional(CatalogueFile.class, mistakes)
                    .ifPresentOrElse(read -> collect(file, read), () -> unreadable.add(name));
        }
        List<Clause> clauses = entries.values().stream().map(this::clause).toList();
        return new ClauseCatalogue(clauses, readings.values(), omissions.values(), unreadable);
    }

    private void collect(YamlFile file, CatalogueFile read) {
        for (Reading reading : orEmpty(read.readings())) {
            if (whole(file, reading.reading(), "reading", reading.open(), reading.read(), reading.because())
                    && readings.putIfAbsent(reading.reading(), reading) != null) {
                mistakes.add(file.mistake(reading.reading(), "The reading `" + reading.reading() + "` stands twice."));
            }
        }
        for (Omission omission : orEmpty(read.notFormalised())) {
            if (whole(file, omission.omission(), "omission", omission.what(), omission.because())
                    && omissions.putIfAbsent(omission.omission(), omission) != null) {
                mistakes.add(file.mistake(
                        omission.omission(), "The omission `" + omission.omission() + "` stands twice."));
            }
        }
        for (ClauseEntry entry : orEmpty(read.clauses())) {
            if (whole(file, entry.clause(), "clause", entry.place())
                    && entries.putIfAbsent(entry.clause(), new Entry(file, entry)) != null) {
                mistakes.add(file.mistake(entry.clause(), "The clause `" + entry.clause() + "` stands twice."));
            }
        }
    }

    /** Whether an entry has its code and its texts. */
    private boolean whole(YamlFile file, @Nullable String code, String word, @Nullable String... texts) {
        if (code == null || code.isBlank()) {
            mistakes.add(new Mistake(file.name(), 0, "An entry has no `" + word + "` that names it."));
            return false;
        }
        for (String text : texts) {
            if (text == null || text.isBlank()) {
                mistakes.add(file.mistake(code, "The " + word + " `" + code + "` is not whole: "
                        + switch (word) {
                            case "reading" -> "it takes `open`, `read` and `because`.";
                            case "omission" -> "it takes `what` and `because`.";
                            default -> "it takes `place`.";
                        }));
                return false;
            }
        }
        return true;
    }

    private Clause clause(Entry found) {
        YamlFile file = found.file();
        ClauseEntry entry = found.entry();
        String code = Objects.requireNonNull(entry.clause());
        if ((entry.says() == null) != (entry.noRule() == null)) {
            mistakes.add(file.mistake(code, "The clause `" + code + "` has one of `says` and `noRule`; a clause without"
                    + " a rule has both, a clause with a rule has neither, since its rule says it."));
        }
        for (String other : orEmpty(entry.see())) {
            if (!entries.containsKey(other)) {
                mistakes.add(file.mistake(code, "The clause `" + code + "` points to `" + other + "`, which is no clause."
                        + DidYouMean.hint(other, entries.keySet())));
            }
        }
        return new Clause(
                code,
                Objects.requireNonNull(entry.place()),
                entry.says(),
                entry.noRule(),
                named(file, code, "reading", orEmpty(entry.readings()), readings),
                named(file, code, "omission", orEmpty(entry.notFormalised()), omissions),
                orEmpty(entry.see()).stream().filter(entries::containsKey).toList(),
                file.name(),
                file.lineOf(code));
    }

    private <T> List<T> named(YamlFile file, String code, String word, List<String> names, Map<String, T> known) {
        List<T> found = new ArrayList<>();
        for (String name : names) {
            T one = known.get(name);
            if (one == null) {
                mistakes.add(file.mistake(code, "The clause `" + code + "` names the " + word + " `" + name
                        + "`, which no " + ClauseCatalogue.FILE_NAME + " describes."
                        + DidYouMean.hint(name, known.keySet())));
            } else {
                found.add(one);
            }
        }
        return found;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).collect(Collectors.toList());
    }
}
