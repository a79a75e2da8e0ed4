package org.kentei.meaning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.ConclusionType;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.LevelLimit;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.FactType;
import org.kentei.rule.Operator;
import org.kentei.rule.Property.Argument;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.OrdinalScale;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/** Builds claims from a sheet's conditions that just meet its clauses. */
final class JustMeeting {

    /** The number of combinations that are continued at a time, the smallest ones. */
    private static final int MOST_WAYS = 24;

    /** One alternative of a clause, at the sheet of one revision. */
    private record MeetingClaims(FactType factType, List<SimpleCondition> parts, Sheet sheet, Vocabulary vocabulary) {

        private String text() {
            return parts.stream().map(SimpleCondition::text).sorted().toList()
                    + sheet.complexity().toString();
        }
    }

    private final List<RulesetText> texts;
    private final LocalDate asOf;

    /**
     * @param texts what is in force on a day in one revision, or in two whose clauses must all be met
     * @param asOf the day
     */
    JustMeeting(List<RulesetText> texts, LocalDate asOf) {
        this.texts = texts;
        this.asOf = asOf;
    }

    /**
     * Claims that meet a sheet, the smallest first.
     *
     * @param open a type of conclusion that need not be met under all revisions; null for none
     */
    List<ClaimDraft> of(String sheetCode, @Nullable ConclusionType open) {
        Sheet sheet = sheet(sheetCode);
        SpecialtyField field = sheet == null
                ? null
                : texts.stream()
                        .map(text -> text.vocabulary().field(sheet.specialtyField()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (sheet == null || field == null) {
            return List.of();
        }
        List<ClaimDraft> ways =
                List.of(ClaimDraft.none(asOf, texts.get(texts.size() - 1).vocabulary(), field));
        for (List<List<MeetingClaims>> options : options(sheet, open)) {
            List<ClaimDraft> longer = new ArrayList<>();
            for (ClaimDraft claims : ways) {
                for (List<MeetingClaims> option : options) {
                    ClaimDraft raised = raised(claims, option);
                    if (raised != null && !longer.contains(raised)) {
                        longer.add(raised);
                    }
                }
            }
            ways = CandidateSize.inOrder(longer.stream()).stream()
                    .limit(MOST_WAYS)
                    .toList();
        }
        return ways;
    }

    private @Nullable Sheet sheet(String code) {
        return texts.stream()
                .map(text -> text.vocabulary().sheet(code))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** For each conclusion that the sheet needs, the alternatives that meet it under all revisions. */
    private List<List<List<MeetingClaims>>> options(Sheet sheet, @Nullable ConclusionType open) {
        Map<ConclusionType, List<List<MeetingClaims>>> options = new LinkedHashMap<>();
        for (ConclusionType type : ConclusionType.values()) {
            List<List<MeetingClaims>> together = new ArrayList<>();
            together.add(List.of());
            boolean asked = false;
            for (RulesetText text : texts) {
                List<MeetingClaims> ways = ways(text, sheet, type);
                if (ways.isEmpty()) {
                    continue;
                }
                asked = true;
                if (type == open) {
                    ways.forEach(way -> together.add(List.of(way)));
                } else {
                    combine(together, ways);
                }
            }
            if (asked) {
                options.put(type, together);
            }
        }
        return List.copyOf(options.values());
    }

    private static void combine(List<List<MeetingClaims>> together, List<MeetingClaims> ways) {
        List<List<MeetingClaims>> combined = new ArrayList<>();
        for (List<MeetingClaims> before : together) {
            for (MeetingClaims way : ways) {
                boolean known = before.stream().anyMatch(other -> other.text().equals(way.text()));
                combined.add(
                        known
                                ? before
                                : Stream.concat(before.stream(), Stream.of(way)).toList());
            }
        }
        together.clear();
        combined.stream().distinct().forEach(together::add);
    }

    /** The alternatives of the sheet's own clauses, and for complexity and size also of higher sheets. */
    private static List<MeetingClaims> ways(RulesetText text, Sheet asked, ConclusionType type) {
        List<MeetingClaims> ways = new ArrayList<>();
        SpecialtyField field = text.vocabulary().field(asked.specialtyField());
        Sheet own = text.vocabulary().sheet(asked.sheet());
        if (field == null
                || own == null
                || !type.criterion().map(own::requires).orElse(true)
                || type == ConclusionType.MEETS_SIZE && !own.requiresOfEachProject(Criterion.SIZE)) {
            return ways;
        }
        boolean fromAbove = Comparer.COUNT_FROM_ABOVE.contains(type);
        field.sheets().stream()
                .filter(sheet -> sheet.equals(own) || fromAbove && sheet.level() > own.level())
                .sorted(Comparator.comparingInt(Sheet::level))
                .forEach(sheet -> text.rules().stream()
                        .filter(rule -> sheet.sheet().equals(rule.sheet())
                                && rule.consequence().type() == type)
                        .forEach(rule -> rule.condition()
                                .alternatives()
                                .forEach(parts -> ways.add(
                                        new MeetingClaims(rule.factType(), parts, sheet, text.vocabulary())))));
        return ways;
    }

    private static @Nullable ClaimDraft raised(ClaimDraft claims, List<MeetingClaims> ways) {
        ClaimDraft raised = claims;
        for (MeetingClaims way : ways) {
            for (SimpleCondition part : inOrder(way.parts())) {
                raised = raised == null ? null : raised(raised, way, part);
            }
        }
        return raised;
    }

    /** Codes that rules name come before those that are only counted. */
    private static List<SimpleCondition> inOrder(List<SimpleCondition> parts) {
        return Stream.concat(
                        parts.stream().filter(Contains.class::isInstance),
                        parts.stream().filter(part -> !(part instanceof Contains)))
                .toList();
    }

    private static @Nullable ClaimDraft raised(ClaimDraft claims, MeetingClaims way, SimpleCondition part) {
        Aspect aspect = Aspect.of(way.factType(), part.property());
        if (aspect == null) {
            return claims;
        }
        if (part instanceof Contains contains) {
            Set<String> codes = new LinkedHashSet<>(claims.codes(aspect));
            codes.add(contains.code());
            return claims.with(aspect, codes);
        }
        if (part instanceof AtLeast reaches) {
            OrdinalLevel now = claims.get(aspect) instanceof String code
                    ? scale(way, reaches).level(code)
                    : null;
            return now != null && now.atLeast(reaches.code()) ? claims : claims.with(aspect, reaches.code());
        }
        if (part instanceof LevelLimit limit) {
            OrdinalLevel now = claims.get(aspect) instanceof String code
                    ? scale(way, limit).level(code)
                    : null;
            return now == null
                    ? claims.with(aspect, limit.code())
                    : limit.includes(now)
                            ? claims
                            : now.atLeast(limit.code()) ? null : claims.with(aspect, limit.code());
        }
        if (part instanceof CodeComparison comparison && comparison.equal()) {
            return claims.with(aspect, comparison.code());
        }
        return part instanceof NumberComparison comparison
                ? raised(withArgument(claims, way, comparison), way, aspect, comparison)
                : claims;
    }

    private static OrdinalScale scale(MeetingClaims way, SimpleCondition part) {
        return way.vocabulary().scale(Objects.requireNonNull(part.property().codes()));
    }

    private static @Nullable ClaimDraft raised(
            ClaimDraft claims, MeetingClaims way, Aspect aspect, NumberComparison comparison) {
        long least = least(comparison);
        Argument argument = comparison.property().argument();
        if (argument != null && argument.codes().size() > 1) {
            return withCodes(claims, aspect, argument.codes(), least);
        }
        if (aspect == Aspect.DEPTHS) {
            return claims.with(aspect, deepened(claims, way, comparison, least));
        }
        if (aspect == Aspect.COMPLEXITY) {
            return withCodes(claims, aspect, way.sheet().complexity(), least);
        }
        if (aspect == Aspect.KINDS) {
            return withCodes(claims, aspect, way.vocabulary().codes(CodeList.CONTRIBUTION_KINDS), least);
        }
        long now = claims.get(aspect) instanceof Number number ? number.longValue() : -1;
        if (now >= 0 && comparison.operator().holds(BigDecimal.valueOf(now).compareTo(comparison.number()))) {
            return claims;
        }
        if (least <= now) {
            return null;
        }
        if (aspect == Aspect.LONGEST_RUN) {
            return claims.number(Aspect.MONTHS) < least ? claims.with(Aspect.MONTHS, (int) least) : claims;
        }
        boolean large = comparison.property().type() == Long.class;
        return claims.with(aspect, large ? (Object) least : (Object) (int) least);
    }

    /** Claims with the phase or the role in the brackets of a condition's property. */
    private static ClaimDraft withArgument(ClaimDraft claims, MeetingClaims way, NumberComparison comparison) {
        Argument argument = comparison.property().argument();
        if (argument == null || argument.codes().size() != 1) {
            return claims;
        }
        String code = argument.codes().get(0);
        if (argument.list() == CodeList.PHASES) {
            Set<String> phases = new LinkedHashSet<>(claims.codes(Aspect.PHASES));
            phases.add(code);
            return claims.with(Aspect.PHASES, phases);
        }
        if (argument.list() == CodeList.ROLES) {
            OrdinalLevel now = claims.get(Aspect.ROLE) instanceof String role
                    ? way.vocabulary().scale(CodeList.ROLES).level(role)
                    : null;
            return now != null && now.atLeast(code) ? claims : claims.with(Aspect.ROLE, code);
        }
        return claims;
    }

    /** The claimed depths, with as many at a depth as a condition asks; shallower ones are deepened before others are added. */
    private static List<Object> deepened(
            ClaimDraft claims, MeetingClaims way, NumberComparison comparison, long least) {
        String depth =
                Objects.requireNonNull(comparison.property().argument()).codes().get(0);
        OrdinalScale scale = way.vocabulary().scale(CodeList.DEPTHS);
        List<Object> deep = new ArrayList<>();
        List<Object> shallow = new ArrayList<>();
        for (Object one : claims.get(Aspect.DEPTHS) instanceof List<?> claimed ? claimed : List.of()) {
            boolean enough = Objects.requireNonNull(scale.level(one.toString())).atLeast(depth);
            (enough ? deep : shallow).add(one);
        }
        while (deep.size() < least) {
            deep.add(depth);
            if (!shallow.isEmpty()) {
                shallow.remove(shallow.size() - 1);
            }
        }
        deep.addAll(shallow);
        return List.copyOf(deep);
    }

    private static long least(NumberComparison comparison) {
        long number = comparison.number().longValueExact();
        Operator operator = comparison.operator();
        return switch (operator) {
            case AT_LEAST, EQUAL -> number;
            case MORE_THAN -> number + 1;
            case AT_MOST, LESS_THAN, NOT_EQUAL -> 0;
        };
    }

    private static @Nullable ClaimDraft withCodes(ClaimDraft claims, Aspect aspect, List<String> list, long least) {
        Set<String> codes = new LinkedHashSet<>(claims.codes(aspect));
        long counted = codes.stream().filter(list::contains).count();
        for (String code : list) {
            if (counted < least && codes.add(code)) {
                counted++;
            }
        }
        return counted < least ? null : claims.with(aspect, codes);
    }
}
