package org.kentei.page.view;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.Criterion;

/**
 * The texts of the rules of one revision. They are cut out of the files as they stand, so that rules show which this
 * version of Kentei would no longer take.
 */
public final class RuleSources {

    /** No texts, for a revision whose files are not stored. */
    public static final RuleSources NONE = new RuleSources(Map.of());

    private static final Pattern RULE = Pattern.compile("(?ms)^rule\\s+\"([^\"]*)\".*?^\\s*end\\s*$");

    private static final Pattern MONTHS = Pattern.compile("\\b(months|longestRunMonths) >= (\\d{1,6})");

    /** The facts on which each criterion usually rests. */
    private static final Map<Criterion, Pattern> USUAL_FACTS = Map.of(
            Criterion.RESPONSIBILITIES, Pattern.compile("\\b(ConsideredProject|Experience)\\("),
            Criterion.COMPLEXITY, Pattern.compile("\\bConsideredProject\\("),
            Criterion.SIZE, Pattern.compile("\\bConsideredProject\\("),
            Criterion.SPECIALTY, Pattern.compile("\\bHeldSpecialty\\("),
            Criterion.SUCCESSION, Pattern.compile("\\bSuccession\\("),
            Criterion.SUBORDINATES, Pattern.compile("\\bSubordinates\\("));

    /** Numbers of these facts that are about something other than usual. */
    private static final Pattern UNUSUAL =
            Pattern.compile("\\b(projects|developmentMonths)\\b *[<>=]|\\b(monthsIn|\\w+Of(Largest|Last))\\w*\\(");

    private final Map<String, String> byName;

    /**
     * The time that a sheet requires.
     *
     * @param months 0 if no rule of the sheet requires any
     * @param unbroken whether they have to be without a break
     */
    public record RequiredMonths(int months, boolean unbroken) {}

    private RuleSources(Map<String, String> byName) {
        this.byName = byName;
    }

    /** Reads the rules of a revision's files. */
    public static RuleSources of(RulesetFiles files) {
        Map<String, String> byName = new TreeMap<>();
        for (String file : files.byName().keySet()) {
            if (file.endsWith(".drl")) {
                Matcher rule = RULE.matcher(files.text(file));
                while (rule.find()) {
                    byName.put(rule.group(1), rule.group().strip());
                }
            }
        }
        return new RuleSources(byName);
    }

    /** A rule's text; empty where the revision has no such rule. */
    public String of(String rule) {
        return byName.getOrDefault(rule, "");
    }

    /** The time that a sheet requires, as its rules have it. */
    public RequiredMonths months(String sheet) {
        for (String text : byName.values()) {
            Matcher months = MONTHS.matcher(text);
            if (isOf(sheet, text) && months.find()) {
                return new RequiredMonths(
                        Integer.parseInt(months.group(2)), months.group(1).equals("longestRunMonths"));
            }
        }
        return new RequiredMonths(0, false);
    }

    /** Whether a sheet requires accomplishments of each project. */
    public boolean requiresAccomplishments(String sheet) {
        return byName.values().stream().anyMatch(text -> isOf(sheet, text) && text.contains(".showsAccomplishments()"));
    }

    /** Whether all rules of a sheet for a criterion rest on the usual facts and numbers. */
    public boolean restsOnUsualFacts(String sheet, Criterion criterion) {
        Pattern usual = Objects.requireNonNull(USUAL_FACTS.get(criterion));
        return byName.values().stream()
                .filter(text -> isOf(sheet, text) && text.contains("@criterion( " + criterion + " )"))
                .allMatch(text ->
                        usual.matcher(text).find() && !UNUSUAL.matcher(text).find());
    }

    private static boolean isOf(String sheet, String text) {
        return text.contains("@sheet( " + sheet + " )");
    }
}
