package org.kentei.meaning;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kentei.rule.RuleText;

/** The part of a rule's text that decides: what stands after {@code when}, without comments and layout. */
final class Deciding {

    private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("(?m)^\\s*when\\b(.*?)^\\s*end\\s*$", Pattern.DOTALL);
    private static final Pattern CONCLUSION = Pattern.compile("\\bthen\\b\\s*\\$\\w+\\.(.*?);", Pattern.DOTALL);
    private static final Pattern SPACE_AT_SIGNS = Pattern.compile("\\s*([(),:;|&<>=!]+)\\s*");

    private Deciding() {}

    /** The text; two rules with the same one decide the same. */
    static String text(RuleText rule) {
        Matcher body = BODY.matcher(COMMENT.matcher(rule.source()).replaceAll(" "));
        String found = body.find() ? body.group(1) : rule.source();
        String compact = SPACE_AT_SIGNS.matcher(found).replaceAll("$1");
        return compact.replaceAll("\\s+", " ").strip();
    }

    /** What the rule concludes, with its argument, such as {@code countsFor("OPERATIONS_MANAGEMENT")}. */
    static String conclusion(RuleText rule) {
        Matcher conclusion = CONCLUSION.matcher(text(rule));
        return conclusion.find() ? conclusion.group(1).strip() : rule.verb().name();
    }
}
