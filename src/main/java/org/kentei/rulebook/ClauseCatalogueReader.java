package org.kentei.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import org.kentei.source.Suggestion;
import org.kentei.source.YamlMapping;
import org.kentei.source.YamlMapping.YamlText;
import org.kentei.vocabulary.Validity;

/** Reads the {@code clauses.yaml} files and reports each mistake with its file and line. */
final class ClauseCatalogueReader {

    private static final Set<String> FILE_KEYS = inOrder("sources", "source", "readings", "notFormalised", "clauses");
    private static final Set<String> SOURCE_KEYS = inOrder("source", "standard", "edition", "link", "lastRead");
    private static final Set<String> READING_KEYS = inOrder("reading", "open", "read", "because");
    private static final Set<String> OMISSION_KEYS = inOrder("omission", "what", "because");
    private static final Set<String> CLAUSE_KEYS = inOrder(
            "clause",
            "place",
            "source",
            "link",
            "lastRead",
            "from",
            "until",
            "says",
            "noRule",
            "readings",
            "notFormalised",
            "see");

    /** @param sourceOfFile the source of the file's clauses; null if it names none */
    private record ClauseNode(
            String file, YamlMapping mapping, @Nullable YamlText sourceOfFile) {}

    private final List<Mistake> mistakes;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final Map<String, Omission> omissions = new LinkedHashMap<>();
    private final Map<String, ClauseNode> entries = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    ClauseCatalogueReader(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    ClauseCatalogue read(RulesetFiles files) {
        // the shared file comes first, because the fields refer to it
        Set<String> names = new TreeSet<>(Comparator.comparing((String name) -> !name.startsWith("shared/"))
                .thenComparing(Comparator.naturalOrder()));
        files.byName().keySet().stream()
                .filter(name -> name.endsWith("/" + ClauseCatalogue.FILE_NAME))
                .forEach(names::add);
        for (String name : names) {
            YamlMapping file =
                    YamlMapping.read(name, Objects.requireNonNull(files.byName().get(name)), mistakes);
            if (file == null) {
                unreadable.add(name);
            } else {
                collect(name, file);
            }
        }
        List<Clause> clauses = new ArrayList<>();
        entries.forEach((code, entry) -> clauses.add(clause(code, entry)));
        return new ClauseCatalogue(clauses, readings.values(), omissions.values(), unreadable);
    }

    private void collect(String name, YamlMapping file) {
        file.allow(FILE_KEYS);
        if (file.has("sources")) {
            file.each("sources", SOURCE_KEYS, entry -> once(entry, "source", sources, source(entry)));
        }
        if (file.has("readings")) {
            file.each(
                    "readings",
                    READING_KEYS,
                    entry -> once(
                            entry,
                            "reading",
                            readings,
                            new Reading(
                                    entry.text("reading").value(),
                                    entry.text("open").value(),
                                    entry.text("read").value(),
                                    entry.text("because").value())));
        }
        if (file.has("notFormalised")) {
            file.each(
                    "notFormalised",
                    OMISSION_KEYS,
                    entry -> once(
                            entry,
                            "omission",
                            omissions,
                            new Omission(
                                    entry.text("omission").value(),
                                    entry.text("what").value(),
                                    entry.text("because").value())));
        }
        if (file.has("clauses")) {
            YamlText source = file.has("source") ? file.text("source") : null;
            file.each(
                    "clauses",
                    CLAUSE_KEYS,
                    entry -> once(entry, "clause", entries, new ClauseNode(name, entry, source)));
        }
    }

    private static Source source(YamlMapping entry) {
        return new Source(
                entry.text("source").value(),
                entry.text("standard").value(),
                entry.text("edition").value(),
                optional(entry, "link"),
                lastRead(entry));
    }

    private static LocalDate lastRead(YamlMapping entry) {
        if (!entry.has("lastRead")) {
            // says that it is missing
            entry.text("lastRead");
        }
        return Objects.requireNonNullElse(entry.date("lastRead"), LocalDate.EPOCH);
    }

    private static <T> void once(YamlMapping entry, String word, Map<String, T> known, T one) {
        YamlText code = entry.text(word);
        if (!code.value().isBlank() && known.putIfAbsent(code.value(), one) != null) {
            entry.mistake(code.line(), "The " + word + " `" + code.value() + "` is listed twice.");
        }
    }

    private Clause clause(String code, ClauseNode found) {
        YamlMapping entry = found.mapping();
        int line = entry.text("clause").line();
        if (entry.has("says") != entry.has("noRule")) {
            entry.mistake(
                    line,
                    "The clause `" + code + "` has only one of `says` and `noRule`. A clause without"
                            + " a rule has both; a clause with a rule has neither.");
        }
        List<String> see = new ArrayList<>();
        for (YamlText other : texts(entry, "see")) {
            if (entries.containsKey(other.value())) {
                see.add(other.value());
            } else {
                entry.mistake(
                        other.line(),
                        "The clause `" + code + "` points to `" + other.value() + "`, which is not a clause."
                                + Suggestion.hint(other.value(), entries.keySet()));
            }
        }
        return new Clause(
                code,
                entry.text("place").value(),
                optional(entry, "says"),
                optional(entry, "noRule"),
                named(entry, code, "reading", texts(entry, "readings"), readings),
                named(entry, code, "omission", texts(entry, "notFormalised"), omissions),
                see,
                source(found),
                validity(entry, line),
                found.file(),
                line);
    }

    private @Nullable Source source(ClauseNode found) {
        YamlMapping entry = found.mapping();
        YamlText name = entry.has("source") ? entry.text("source") : found.sourceOfFile();
        Source source = name == null ? null : sources.get(name.value());
        if (name != null && source == null) {
            entry.mistake(
                    name.line(),
                    "No " + ClauseCatalogue.FILE_NAME + " describes the source `" + name.value() + "`."
                            + Suggestion.hint(name.value(), sources.keySet()));
        }
        return source == null ? null : source.with(optional(entry, "link"), entry.date("lastRead"));
    }

    private static Validity validity(YamlMapping entry, int line) {
        Validity validity = new Validity(entry.date("from"), entry.date("until"));
        if (validity.isEmpty()) {
            entry.mistake(line, "The clause is never in force: it ends before it begins.");
        }
        return validity;
    }

    private static <T> List<T> named(
            YamlMapping entry, String code, String word, List<YamlText> names, Map<String, T> known) {
        List<T> found = new ArrayList<>();
        for (YamlText name : names) {
            T one = known.get(name.value());
            if (one == null) {
                entry.mistake(
                        name.line(),
                        "The clause `" + code + "` refers to the " + word + " `" + name.value()
                                + "`, which is not in any " + ClauseCatalogue.FILE_NAME + "."
                                + Suggestion.hint(name.value(), known.keySet()));
            } else {
                found.add(one);
            }
        }
        return found;
    }

    private static List<YamlText> texts(YamlMapping entry, String key) {
        return entry.has(key) ? entry.texts(key) : List.of();
    }

    private static @Nullable String optional(YamlMapping entry, String key) {
        return entry.has(key) ? entry.text(key).value() : null;
    }

    private static Set<String> inOrder(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
