package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kentei.source.MistakeCollector;
import org.kentei.source.Suggestion;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Validity;

/** A rule's name, annotations and dates. */
record RuleMetadata(
        String name,
        @Nullable String sheet,
        @Nullable Criterion criterion,
        String clause,
        String paraphrase,
        Validity validity) {

    private static final String FROM = "date-effective";
    private static final String UNTIL = "date-expires";

    private static final Set<String> ANNOTATIONS = Set.of("sheet", "criterion", "clause", "paraphrase");

    /** A clause that is written without quotes. */
    private static final Pattern PLAIN_CLAUSE = Pattern.compile(WrittenForm.CLAUSE);

    /** Reads annotations and attributes; null, with a mistake, where the clause or the paraphrase is missing. */
    static @Nullable RuleMetadata read(RuleDescr rule, MistakeCollector mistakes) {
        int line = rule.getLine();
        for (String name : rule.getAnnotationNames()) {
            if (!ANNOTATIONS.contains(name)) {
                mistakes.add(line, "Unknown annotation `@" + name + "`." + Suggestion.hint(name, ANNOTATIONS));
            }
        }
        String clause = annotation(rule, "clause");
        String paraphrase = annotation(rule, "paraphrase");
        if (clause == null) {
            mistakes.add(line, "The rule has no clause: write `@clause( … )` below its name.");
        }
        if (paraphrase == null) {
            mistakes.add(
                    line, "The rule has no `@paraphrase( \"…\" )` that says in plain words what the clause requires.");
        }
        return clause == null || paraphrase == null
                ? null
                : new RuleMetadata(
                        rule.getName(),
                        annotation(rule, "sheet"),
                        criterion(rule, mistakes),
                        clause,
                        paraphrase,
                        validity(rule, mistakes));
    }

    /** The beginning of the rule, up to {@code when}, as an author writes it. */
    String asWritten() {
        return "rule \"" + name + "\""
                + (sheet == null ? "" : " @sheet( " + sheet + " )")
                + (criterion == null ? "" : " @criterion( " + criterion + " )")
                + " @clause( " + (PLAIN_CLAUSE.matcher(clause).matches() ? clause : "\"" + clause + "\"") + " )"
                + " @paraphrase( \"" + paraphrase + "\" )"
                + (validity.from() == null ? "" : " " + FROM + " \"" + validity.from() + "\"")
                + (validity.until() == null ? "" : " " + UNTIL + " \"" + validity.until() + "\"")
                + " when ";
    }

    private static Validity validity(RuleDescr rule, MistakeCollector mistakes) {
        for (String name : rule.getAttributes().keySet()) {
            if (!name.equals(FROM) && !name.equals(UNTIL)) {
                mistakes.add(
                        rule.getLine(),
                        "The rule has the attribute `" + name + "`; only `" + FROM + "` and `" + UNTIL
                                + "` are allowed, because the order of firing must not matter.");
            }
        }
        Validity validity = new Validity(date(rule, FROM, mistakes), date(rule, UNTIL, mistakes));
        if (validity.isEmpty()) {
            mistakes.add(
                    rule.getLine(),
                    "The rule is never in force: `" + UNTIL + "` (the first day no longer in force) must be after `"
                            + FROM + "` (the first day in force).");
        }
        return validity;
    }

    private static @Nullable LocalDate date(RuleDescr rule, String name, MistakeCollector mistakes) {
        AttributeDescr attribute = rule.getAttributes().get(name);
        if (attribute == null) {
            return null;
        }
        LocalDate date = Validity.date(attribute.getValue());
        if (date == null) {
            mistakes.add(
                    rule.getLine(),
                    "`" + name + "` must be a day written as year, month and day, such as `" + name
                            + " \"2027-04-01\"`.");
        }
        return date;
    }

    private static @Nullable Criterion criterion(RuleDescr rule, MistakeCollector mistakes) {
        String name = annotation(rule, "criterion");
        if (name == null) {
            return null;
        }
        List<String> names =
                Arrays.stream(Criterion.values()).map(Criterion::name).toList();
        if (!names.contains(name)) {
            mistakes.add(rule.getLine(), "There is no criterion `" + name + "`." + Suggestion.hint(name, names));
            return null;
        }
        return Criterion.valueOf(name);
    }

    private static @Nullable String annotation(RuleDescr rule, String name) {
        AnnotationDescr annotation = rule.getAnnotation(name);
        Object value = annotation == null ? null : annotation.getValueMap().get("value");
        if (value == null) {
            return null;
        }
        String plain = value.toString().strip();
        return plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"")
                ? plain.substring(1, plain.length() - 1).strip()
                : plain;
    }
}
