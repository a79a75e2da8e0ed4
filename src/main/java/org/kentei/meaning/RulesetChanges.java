package org.kentei.meaning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.ConclusionType;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.FactType;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Validity;

/**
 * The differences between two revisions.
 *
 * @param changes the changes that can affect verdicts
 * @param decidingNothing the changes that cannot affect verdicts, one sentence each
 * @param compared the as-of dates that were compared: those for which some sheet is in force
 */
record RulesetChanges(List<ClauseChange> changes, List<String> decidingNothing, Validity compared) {

    /** Compares what is in force, period by period. The same difference in periods one after the other is one change. */
    static RulesetChanges between(RulesetText before, RulesetText after) {
        List<ClauseChange> changes = new ArrayList<>();
        Set<String> decidingNothing = new LinkedHashSet<>();
        Set<String> rewritten = new LinkedHashSet<>();
        Set<String> files = new TreeSet<>();
        Validity compared = null;
        for (Validity period : Validity.periods(Stream.concat(before.boundaries(), after.boundaries()))) {
            LocalDate day = ExampleDay.of(period);
            Finder finder = new Finder(before.on(day), after.on(day), period, decidingNothing, rewritten, files);
            if (finder.noSheet()) {
                continue;
            }
            compared = new Validity(compared == null ? period.from() : compared.from(), period.until());
            finder.find().forEach(change -> add(change, changes));
        }
        nameRewritten(rewritten, changes, decidingNothing);
        nameOtherFiles(before, after, files, decidingNothing);
        changes.sort(Comparator.comparing(ClauseChange::file).thenComparingInt(ClauseChange::line));
        return new RulesetChanges(
                List.copyOf(changes), List.copyOf(decidingNothing), compared == null ? Validity.ALWAYS : compared);
    }

    /** Whether a change differs on all days that were compared. */
    boolean onEveryDay(ClauseChange change) {
        return change.days().equals(compared);
    }

    private static void add(ClauseChange change, List<ClauseChange> changes) {
        for (int place = 0; place < changes.size(); place++) {
            ClauseChange known = changes.get(place);
            LocalDate end = known.days().until();
            if (end != null && end.equals(change.days().from()) && known.sameAs(change)) {
                changes.set(
                        place,
                        known.on(new Validity(known.days().from(), change.days().until())));
                return;
            }
        }
        changes.add(change);
    }

    /** A clause that is a change in another period is no difference that decides nothing. */
    private static void nameRewritten(Set<String> rewritten, List<ClauseChange> changes, Set<String> decidingNothing) {
        changes.forEach(change -> rewritten.remove(change.subject()));
        rewritten.forEach(clause -> decidingNothing.add(
                "The clause `" + clause + "` has another wording or layout; its conditions are the same."));
    }

    private static void nameOtherFiles(
            RulesetText before, RulesetText after, Set<String> files, Set<String> decidingNothing) {
        Set<String> all = new TreeSet<>(before.files().byName().keySet());
        all.addAll(after.files().byName().keySet());
        for (String file : all) {
            byte[] was = before.files().byName().get(file);
            byte[] is = after.files().byName().get(file);
            if (!Arrays.equals(was, is) && !files.contains(file)) {
                decidingNothing.add("`" + file + "` "
                        + (was == null ? "is new" : is == null ? "is removed" : "differs in " + what(file)) + ".");
            }
        }
    }

    private static String what(String file) {
        if (file.endsWith(".cases.yaml")) {
            return "cases";
        }
        if (file.endsWith("clauses.yaml")) {
            return "the description of clauses";
        }
        return file.endsWith(".drl") ? "comments or layout" : "labels, order, comments or layout";
    }

    private static final class Finder {

        private final RulesetText before;
        private final RulesetText after;
        private final Validity days;
        private final List<ClauseChange> changes = new ArrayList<>();
        private final Set<String> decidingNothing;
        private final Set<String> rewritten;
        private final Set<String> files;

        private Finder(
                RulesetText before,
                RulesetText after,
                Validity days,
                Set<String> decidingNothing,
                Set<String> rewritten,
                Set<String> files) {
            this.before = before;
            this.after = after;
            this.days = days;
            this.decidingNothing = decidingNothing;
            this.rewritten = rewritten;
            this.files = files;
        }

        private boolean noSheet() {
            return Stream.of(before, after)
                    .noneMatch(text -> text.vocabulary().sheets().findAny().isPresent());
        }

        private List<ClauseChange> find() {
            Map<String, RuleText> was = byClause(before);
            Map<String, RuleText> is = byClause(after);
            pairRenamed(was, is);
            Set<String> clauses = new LinkedHashSet<>(was.keySet());
            clauses.addAll(is.keySet());
            clauses.forEach(clause -> compare(clause, was.get(clause), is.get(clause)));
            List<ClauseChange> ofVocabulary = new VocabularyChanges(before, after, days).find();
            ofVocabulary.forEach(change -> changes.add(withItsClauses(change)));
            changes.forEach(change -> files.add(change.file()));
            return changes;
        }

        private static Map<String, RuleText> byClause(RulesetText text) {
            return text.rules().stream()
                    .collect(Collectors.toMap(
                            RuleText::clause, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        }

        /** A clause with a new code is the same clause if its rule decides the same. */
        private void pairRenamed(Map<String, RuleText> was, Map<String, RuleText> is) {
            for (RuleText old : List.copyOf(was.values())) {
                if (is.containsKey(old.clause())) {
                    continue;
                }
                is.values().stream()
                        .filter(now -> !was.containsKey(now.clause())
                                && DecidingText.text(now).equals(DecidingText.text(old)))
                        .findFirst()
                        .ifPresent(now -> {
                            decidingNothing.add("The clause `" + old.clause() + "` is now called `" + now.clause()
                                    + "`; its conditions are the same.");
                            files.add(now.file());
                            files.add(old.file());
                            was.remove(old.clause());
                            is.remove(now.clause());
                        });
            }
        }

        private void compare(String clause, @Nullable RuleText was, @Nullable RuleText is) {
            if (was != null && is != null && DecidingText.text(was).equals(DecidingText.text(is))) {
                if (!was.source().equals(is.source())) {
                    rewritten.add(clause);
                    files.add(is.file());
                }
                return;
            }
            RuleText rule = is == null ? was : is;
            if (rule == null) {
                return;
            }
            List<String> words = was == null
                    ? List.of(ClauseText.added(rule))
                    : is == null ? List.of(ClauseText.removed(rule)) : ClauseText.changed(was, is);
            if (rule.consequence().type() == ConclusionType.SHOWS_MINIMUM_CAPABILITY) {
                words = Stream.concat(
                                words.stream(),
                                Stream.of("It changes a statement about an examination, which does not affect levels."))
                        .toList();
            }
            changes.add(new ClauseChange(
                    clause,
                    rule.file(),
                    rule.line(),
                    days,
                    words,
                    false,
                    was == null ? List.of() : List.of(was),
                    is == null ? List.of() : List.of(is),
                    sheets(rule),
                    aspects(was, is),
                    relation(was, is, rule),
                    false));
        }

        /** A new or removed sheet, or a new or dropped criterion, is one change together with its clauses. */
        private ClauseChange withItsClauses(ClauseChange ofVocabulary) {
            List<ClauseChange> itsOwn = changes.stream()
                    .filter(change ->
                            change.removed().isEmpty() || change.added().isEmpty())
                    .filter(change -> comesOrGoesWith(change, ofVocabulary))
                    .toList();
            changes.removeAll(itsOwn);
            List<String> words = new ArrayList<>(ofVocabulary.words());
            itsOwn.forEach(change -> files.add(change.file()));
            if (itsOwn.size() > 1) {
                words.add("Its clauses: "
                        + itsOwn.stream().map(ClauseChange::subject).collect(Collectors.joining(", ")) + ".");
            } else {
                itsOwn.forEach(change -> words.add(
                        "`" + change.subject() + "`: " + change.words().get(0)));
            }
            return ofVocabulary.with(
                    words,
                    itsOwn.stream().flatMap(change -> change.removed().stream()).toList(),
                    itsOwn.stream().flatMap(change -> change.added().stream()).toList());
        }

        private boolean comesOrGoesWith(ClauseChange change, ClauseChange ofVocabulary) {
            RuleText rule = change.rule();
            if (rule == null || rule.sheet() == null || !ofVocabulary.sheets().contains(rule.sheet())) {
                return false;
            }
            Sheet was = before.vocabulary().sheet(rule.sheet());
            Sheet is = after.vocabulary().sheet(rule.sheet());
            return was == null
                    || is == null
                    || rule.criterion() != null && was.requires(rule.criterion()) != is.requires(rule.criterion());
        }

        private Relation relation(@Nullable RuleText was, @Nullable RuleText is, RuleText rule) {
            if (was != null
                    && is != null
                    && (!was.factType().equals(is.factType())
                            || !DecidingText.conclusion(was).equals(DecidingText.conclusion(is))
                            || !String.valueOf(was.sheet()).equals(String.valueOf(is.sheet())))) {
                return Relation.OTHER;
            }
            List<RuleText> removed = was == null ? List.of() : List.of(was);
            List<RuleText> added = is == null ? List.of() : List.of(is);
            Comparer inOld = new Comparer(before, WhatIf.text(before, before.vocabulary(), removed, added));
            Comparer inNew = new Comparer(WhatIf.text(after, after.vocabulary(), added, removed), after);
            return rule.sheet() == null
                    ? inOld.ofShared(rule).and(inNew.ofShared(rule))
                    : inOld.ofClause(rule).and(inNew.ofClause(rule));
        }

        /** The sheets that a rule may affect: its own and lower ones, or all for a shared rule; the lowest first. */
        private List<String> sheets(RuleText rule) {
            List<Sheet> all = Stream.concat(
                            before.vocabulary().sheets(), after.vocabulary().sheets())
                    .sorted(Comparator.comparingInt(Sheet::level))
                    .toList();
            String own = rule.sheet();
            if (own == null) {
                return all.stream().map(Sheet::sheet).distinct().toList();
            }
            List<String> sheets = new ArrayList<>(List.of(own));
            if (Comparer.COUNT_FROM_ABOVE.contains(rule.consequence().type())) {
                all.stream()
                        .filter(sheet -> sheet.sheet().equals(own))
                        .findFirst()
                        .ifPresent(at -> all.stream()
                                .filter(sheet -> sheet.specialtyField().equals(at.specialtyField())
                                        && sheet.level() < at.level())
                                .sorted(Comparator.comparingInt(Sheet::level).reversed())
                                .forEach(sheet -> sheets.add(sheet.sheet())));
            }
            return sheets.stream().distinct().toList();
        }

        private Set<Aspect> aspects(@Nullable RuleText was, @Nullable RuleText is) {
            Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
            Stream.of(was, is)
                    .filter(rule -> rule != null)
                    .forEach(rule -> rule.condition().parts().forEach(part -> {
                        add(aspects, rule.factType(), part.property());
                        if (part instanceof PropertyComparison two) {
                            add(aspects, rule.factType(), two.other());
                        }
                    }));
            return aspects;
        }

        private void add(Set<Aspect> aspects, FactType factType, Property property) {
            Aspect.all(factType, property).forEach(aspects::add);
            ConclusionType concluded = property.concludedType();
            if (concluded != null) {
                Stream.concat(before.rules().stream(), after.rules().stream())
                        .filter(rule -> rule.consequence().type() == concluded)
                        .forEach(rule -> rule.condition()
                                .parts()
                                .map(SimpleCondition::property)
                                .flatMap(one -> Aspect.all(rule.factType(), one))
                                .forEach(aspects::add));
            }
        }
    }
}
