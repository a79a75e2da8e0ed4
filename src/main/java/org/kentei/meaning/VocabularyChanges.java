package org.kentei.meaning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Validity;
import org.kentei.vocabulary.Vocabulary;

/** The changes of the vocabulary that can affect verdicts: fields, sheets, criteria, complexity lists, ordinal scales. */
final class VocabularyChanges {

    private static final String SHARED = "vocabulary.yaml";

    private final RulesetText before;
    private final RulesetText after;
    private final Validity days;
    private final List<ClauseChange> changes = new ArrayList<>();

    /**
     * @param before what is in force of the old revision
     * @param after what is in force of the new revision
     * @param days the as-of dates for which it is
     */
    VocabularyChanges(RulesetText before, RulesetText after, Validity days) {
        this.before = before;
        this.after = after;
        this.days = days;
    }

    List<ClauseChange> find() {
        Vocabulary was = before.vocabulary();
        Vocabulary is = after.vocabulary();
        for (CodeList list : CodeList.values()) {
            if (list.inVocabularyFile()) {
                compareCodes(SHARED, list.listName(), was.codes(list), is.codes(list), list.isOrdinal() ? list : null);
                compareLadders(list, was, is);
            }
        }
        Set<String> fields = new LinkedHashSet<>(codes(was));
        fields.addAll(codes(is));
        for (String code : fields) {
            SpecialtyField old = was.field(code);
            SpecialtyField now = is.field(code);
            if (old == null && now != null) {
                change(
                        "field " + code,
                        code,
                        "The field is new.",
                        sheets(now),
                        EnumSet.noneOf(Aspect.class),
                        Relation.WIDER);
            } else if (now == null && old != null) {
                change(
                        "field " + code,
                        code,
                        "The field is removed.",
                        sheets(old),
                        EnumSet.noneOf(Aspect.class),
                        Relation.NARROWER);
            } else if (old != null && now != null) {
                compare(old, now);
            }
        }
        return changes;
    }

    private void compare(SpecialtyField old, SpecialtyField now) {
        if (!Objects.equals(old.category(), now.category())) {
            change(
                    "field " + now.field(),
                    now.field(),
                    "It now belongs to " + (now.category() == null ? "no category" : now.category()) + ", not to "
                            + (old.category() == null ? "none" : old.category()) + ".",
                    sheets(now),
                    EnumSet.of(Aspect.ROLE, Aspect.DEPTH),
                    Relation.OTHER);
        }
        compareCodes(
                file(now.field()),
                "areas of " + now.field(),
                old.areas().stream().map(Term::code).toList(),
                now.areas().stream().map(Term::code).toList(),
                null);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Set<String> sheets = new LinkedHashSet<>(sheets(old));
        sheets.addAll(sheets(now));
        for (String code : sheets) {
            Sheet was = before.vocabulary().sheet(code);
            Sheet is = after.vocabulary().sheet(code);
            if (was == null || is == null) {
                change(
                        "sheet " + code,
                        now.field(),
                        "The sheet is " + (was == null ? "new." : "removed."),
                        List.of(code),
                        EnumSet.noneOf(Aspect.class),
                        was == null ? Relation.WIDER : Relation.NARROWER);
                continue;
            }
            if (was.level() != is.level()) {
                change(
                        "sheet " + code,
                        now.field(),
                        "It now certifies level " + is.level() + ", not level " + was.level() + ".",
                        List.of(code),
                        EnumSet.noneOf(Aspect.class),
                        Relation.OTHER);
            }
            for (Criterion criterion : Criterion.values()) {
                if (was.requires(criterion) != is.requires(criterion)) {
                    change(
                            "sheet " + code,
                            now.field(),
                            "It "
                                    + (is.requires(criterion)
                                            ? "now requires " + criterion + "."
                                            : "no longer requires " + criterion + "."),
                            List.of(code),
                            aspects(criterion),
                            Comparer.ofCriterion(criterion, was.requires(criterion)));
                }
            }
            if (was.requires(Criterion.SIZE)
                    && is.requires(Criterion.SIZE)
                    && !was.together().equals(is.together())) {
                change(
                        "sheet " + code,
                        now.field(),
                        is.together().isEmpty()
                                ? "SIZE is now required of each project."
                                : "Projects may now reach SIZE together.",
                        List.of(code),
                        aspects(Criterion.SIZE),
                        Relation.OTHER);
            }
            String words = listWords(was.complexity(), is.complexity());
            if (!words.isEmpty()) {
                lists.computeIfAbsent(words, any -> new ArrayList<>()).add(code);
            }
        }
        lists.values().forEach(of -> of.sort(Comparator.comparingInt(this::level)));
        lists.forEach((words, of) -> changes.add(new ClauseChange(
                "complexity list of " + String.join(", ", of),
                file(now.field()),
                0,
                days,
                List.of(words),
                true,
                List.of(),
                List.of(),
                of,
                EnumSet.of(Aspect.COMPLEXITY),
                ofLists(now.field()),
                false)));
    }

    /** Compares the levels of projects under the two lists, with the old rules and with the new ones. */
    private Relation ofLists(String field) {
        Comparer inOld = new Comparer(before, WhatIf.text(before, after.vocabulary(), List.of(), List.of()));
        Comparer inNew = new Comparer(WhatIf.text(after, before.vocabulary(), List.of(), List.of()), after);
        return inOld.ofLevels(field, Comparer.COUNT_FROM_ABOVE).and(inNew.ofLevels(field, Comparer.COUNT_FROM_ABOVE));
    }

    private int level(String sheet) {
        Sheet known = after.vocabulary().sheet(sheet);
        return known == null ? 0 : known.level();
    }

    private static String listWords(List<String> was, List<String> is) {
        Set<String> added = new TreeSet<>(is);
        added.removeAll(was);
        Set<String> removed = new TreeSet<>(was);
        removed.removeAll(is);
        return Stream.of(
                        added.isEmpty() ? "" : "It now counts " + quoted(added) + ".",
                        removed.isEmpty() ? "" : "It no longer counts " + quoted(removed) + ".")
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private void compareCodes(String file, String name, List<String> was, List<String> is, @Nullable CodeList ladder) {
        Set<String> added = new LinkedHashSet<>(is);
        added.removeAll(was);
        Set<String> removed = new LinkedHashSet<>(was);
        removed.removeAll(is);
        List<String> words = new ArrayList<>();
        if (!added.isEmpty()) {
            words.add("New: " + quoted(added) + ". A candidate who states it was refused before.");
        }
        if (!removed.isEmpty()) {
            words.add("Removed: " + quoted(removed) + ". A candidate who states it is refused now.");
        }
        List<String> keptBefore = was.stream().filter(is::contains).toList();
        List<String> keptNow = is.stream().filter(was::contains).toList();
        boolean reordered = ladder != null && !keptBefore.equals(keptNow);
        if (reordered) {
            words.add("The order of the levels is now " + quoted(is) + ", lowest first.");
        }
        if (!words.isEmpty()) {
            Set<Aspect> aspects = ladder == CodeList.ROLES
                    ? EnumSet.of(Aspect.ROLE)
                    : ladder == CodeList.DEPTHS ? EnumSet.of(Aspect.DEPTH) : EnumSet.noneOf(Aspect.class);
            // candidates without these codes are decided as before
            changes.add(new ClauseChange(
                    name,
                    file,
                    0,
                    days,
                    words,
                    true,
                    List.of(),
                    List.of(),
                    reordered ? after.vocabulary().sheets().map(Sheet::sheet).toList() : List.of(),
                    aspects,
                    reordered ? Relation.OTHER : Relation.SAME,
                    !removed.isEmpty()));
        }
    }

    private void compareLadders(CodeList list, Vocabulary was, Vocabulary is) {
        List<String> moved = was.terms(list).stream()
                .filter(term -> is.terms(list).stream()
                        .anyMatch(now ->
                                now.code().equals(term.code()) && !Objects.equals(now.category(), term.category())))
                .map(Term::code)
                .toList();
        if (!moved.isEmpty()) {
            changes.add(new ClauseChange(
                    list.listName(),
                    SHARED,
                    0,
                    days,
                    List.of("Now on the ladder of another category: " + quoted(moved) + "."),
                    true,
                    List.of(),
                    List.of(),
                    after.vocabulary().sheets().map(Sheet::sheet).toList(),
                    list == CodeList.ROLES ? EnumSet.of(Aspect.ROLE) : EnumSet.of(Aspect.DEPTH),
                    Relation.OTHER,
                    false));
        }
    }

    private void change(
            String subject, String field, String words, List<String> sheets, Set<Aspect> aspects, Relation relation) {
        changes.add(new ClauseChange(
                subject,
                file(field),
                0,
                days,
                List.of(words),
                true,
                List.of(),
                List.of(),
                sheets,
                aspects,
                relation,
                false));
    }

    private static Set<Aspect> aspects(Criterion criterion) {
        return switch (criterion) {
            case RESPONSIBILITIES -> EnumSet.of(Aspect.ROLE, Aspect.MONTHS);
            case COMPLEXITY -> EnumSet.of(Aspect.COMPLEXITY);
            case SIZE -> EnumSet.of(Aspect.HEADCOUNT, Aspect.ANNUAL_CONTRACT_VALUE, Aspect.ANNUAL_USERS);
            case SPECIALTY -> EnumSet.of(Aspect.DEPTH);
            case SUCCESSION -> EnumSet.of(Aspect.KINDS);
            case SUBORDINATES -> EnumSet.of(Aspect.RECORDS);
        };
    }

    /** The file of a field: the `field.yaml` that names its code. */
    private String file(String field) {
        return Stream.of(after, before)
                .flatMap(text -> text.files().byName().keySet().stream()
                        .filter(file -> file.endsWith("field.yaml")
                                && text.files()
                                        .text(file)
                                        .lines()
                                        .anyMatch(line -> line.matches("field: +" + field + "( .*)?"))))
                .findFirst()
                .orElse("field.yaml");
    }

    private static List<String> codes(Vocabulary vocabulary) {
        return vocabulary.fields().stream().map(SpecialtyField::field).toList();
    }

    private static List<String> sheets(SpecialtyField field) {
        return field.sheets().stream().map(Sheet::sheet).toList();
    }

    private static String quoted(Iterable<String> codes) {
        List<String> quoted = new ArrayList<>();
        codes.forEach(code -> quoted.add("`" + code + "`"));
        return String.join(", ", quoted);
    }
}
