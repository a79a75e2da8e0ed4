package org.kentei.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what is wrong with a candidate, or with a request for a page, in the reader's language. A fault itself is in English, as every answer of the API is; a
 * fault whose wording is not known stays so.
 */
public final class FaultSentence {

    /** The wordings of faults, each with the key of its words. The first that matches counts. */
    private static final Map<Pattern, String> WORDINGS = new LinkedHashMap<>();

    /** The values that faults show. */
    private static final Map<Pattern, String> VALUES = new LinkedHashMap<>();

    static {
        wording("(.+) must be an area of (`[^`]*`), one of (.+); given is (.+?)\\.( .*)?", "area");
        wording("(.+) must be one of (.+); given is (.+?)\\.( .*)?", "oneOf");
        wording("(.+) must be a list; given is (.+)\\.", "list");
        wording("(.+) must be an object; given is (.+)\\.", "object");
        wording("(.+) must be a string; given is (.+)\\.", "string");
        wording("(.+) must be `true` or `false`; given is (.+)\\.", "truth");
        wording(
                "(.+) must be a whole number from 0 to (\\d+), written in digits only; given is (.+)\\.",
                "wholeNumber");
        wording("(.+) must be a date written as year, month and day, such as `2026-03-31`; given is (.+)\\.", "date");
        wording("(.+) must be a valid calendar date; given is (.+)\\.", "calendar");
        wording("(.+) must be in the years (\\d+) to (\\d+); given is (.+)\\.", "years");
        wording("(.+) must not be blank; given is (.+)\\.", "blank");
        wording("(.+) must have at most (\\d+) characters; given are (\\d+)\\.", "characters");
        wording("(.+) must have at most (\\d+) entries; given are (\\d+)\\.", "entries");
        wording("The body must have at most (\\d+) bytes; given are (.+)\\.", "bytes");
        wording("(.+) must be unique; (.+) is used by an earlier one\\.", "unique");
        wording("(.+) must not be before `from`; given are (.+) and (.+)\\.", "before");
        wording("(.+) is required\\.", "required");
        wording("(.+) is required; it cannot be `null`\\.", "requiredNotNull");
        wording("There is no property (.+) here; the properties are (.+?)\\.( .*)?", "noProperty");
        wording("(.+) is (`[^`]*`), which is in force (.+); the as-of date is (.+)\\.", "notInForce");
        wording("(.+) is given twice in one object\\.", "twice");
        wording("The number (.+) is too long: a number is written in at most (\\d+) characters\\.", "longNumber");
        wording("The body is empty; a candidate is a JSON object\\.", "empty");
        wording("The body continues after the candidate, at line (\\d+), column (\\d+): (.+)", "continues");
        wording("The JSON ends too early, at line (\\d+), column (\\d+); expected was .+\\.", "endsEarly");
        wording("The JSON cannot be read at line (\\d+), column (\\d+), near (.+); expected was .+\\.", "unreadable");
        wording("The body has more than (\\d+) values\\.", "values");
        wording("Objects and lists can be nested (\\d+) levels deep\\. These are deeper\\.", "nested");
        wording("(.+) has more than (\\d+) characters\\.", "longName");
        wording("(.+) has a control character: (.+)\\.", "control");
        wording("(.+) has a control character\\.", "controlInName");
        wording("(.+) has half of a surrogate pair, which is not a valid character: (.+)\\.", "surrogate");
        wording("(.+) has half of a surrogate pair, which is not a valid character\\.", "surrogateInName");
        wording("There are (\\d+) more faults; listed are the first (\\d+)\\.", "more");
        // what is wrong with a request for a page
        wording("There is nothing at (.+)\\.", "nothingAt");
        wording("There is no parameter (.+)\\. The parameters are: (.+)\\.", "noParameter");
        wording("There is no parameter (.+)\\. There are no parameters\\.", "noParameters");
        wording("(.+) is given more than once\\.", "severalTimes");
        wording("(.+) must be a whole number from (\\d+) to (\\d+)\\.", "numberFromTo");
        wording("(.+) must be one of ([^.;]+)\\.( .*)?", "parameterOneOf");
        wording("(.+) must be a time with its offset, such as (.+) or (.+)\\.", "moment");
        wording("(.+) is a day in the years (\\d+) to (\\d+), such as (.+)\\.", "dayFromTo");
        wording("(.+) must be between the years 1 and 9999\\.", "yearsToo");
        wording("`from` must be before `to`\\.", "fromBeforeTo");
        wording("`revision` must have 64 lower-case hex digits, as in `/v1/rules`\\.", "revisionDigits");
        wording("`criterion` and `status` require `sheet`\\.", "requireSheet");
        wording("A sheet is `MET` or `NOT_MET`; only a criterion can be `NOT_APPLICABLE`\\.", "sheetStatus");
        wording("Neither the active rules nor any stored assessment has this (.+?)\\.( .*)?", "unknownValue");
        wording("`cursor` is not valid\\. .*", "cursor");
        wording("There is no assessment with this id\\.", "noAssessment");
        wording("There is no assessment of a candidate with this id\\.", "noCandidate");
        wording("This assessment certifies no level, so it has no certificate\\.", "noCertificate");
        wording(
                "The assessment was erased at (.+)\\. That it was made and that it was erased remain in the log\\.",
                "erased");
        wording("(.+) is not a revision that was active here\\.", "noRevision");
        wording("`left` and `right` must be assessments of the same candidate\\.", "sameCandidate");
        wording("(.+) is not the id of an assessment\\.", "notAssessmentId");
        wording("The log has no entry (.+)\\.", "noEntry");
        wording("`kind` is not a type of entry: (.+)\\.", "noKind");
        wording("The rulebook has no page (.+)\\.", "noPage");
        wording("The active ruleset has no clause (.+)\\.", "noClause");
        wording("The active ruleset has no rule (.+)\\.", "noRuleOf");
        wording("The rules are still being checked\\. .*", "notReady");
        wording("The log is not signed up to this entry yet\\. .*", "notSigned");
        wording("The record of assessments cannot be reached\\. .*", "noStore");
        wording("The rules took too long for this candidate, .*", "tookLong");
        wording("The search did not end within .*", "searchStopped");
        wording("More is being sent than the service can do\\. .*", "busy");
        wording("This needs the role (.+)\\.", "role");
        wording("This form is not of a page that your browser got from here lately\\. .*", "form");
        wording("There is no such file\\.", "noFile");
        wording("The form is empty\\.", "emptyForm");
        wording(
                "An internal error occurred\\. Report the incident (.+) to the operator; it is in the log\\.",
                "internal");
        value("an object", "object");
        value("a list", "list");
        value("the string (.+)", "string");
        value("the number (.+)", "number");
        value("Each entry of (.+)", "entryOf");
        value("The property name (.+)", "name");
    }

    private final Language language;

    public FaultSentence(Language language) {
        this.language = language;
    }

    private static void wording(String pattern, String key) {
        WORDINGS.put(Pattern.compile(pattern, Pattern.DOTALL), "fault." + key);
    }

    private static void value(String pattern, String key) {
        VALUES.put(Pattern.compile(pattern, Pattern.DOTALL), "fault.value." + key);
    }

    /** A fault in the reader's language. */
    public String of(String fault) {
        return written(WORDINGS, fault);
    }

    private String written(Map<Pattern, String> wordings, String text) {
        for (Map.Entry<Pattern, String> wording : wordings.entrySet()) {
            String words = language.words().get(wording.getValue());
            Matcher said = wording.getKey().matcher(text);
            if (words != null && said.matches()) {
                return filled(words, said);
            }
        }
        return text;
    }

    /** The parts are put in at once, so that a part with braces stays as it is. */
    private String filled(String words, Matcher said) {
        StringBuilder filled = new StringBuilder();
        for (int place = 0; place < words.length(); place++) {
            boolean part = words.charAt(place) == '{' && place + 2 < words.length() && words.charAt(place + 2) == '}';
            if (part) {
                String group = said.group(words.charAt(place + 1) - '0');
                filled.append(group == null ? "" : written(VALUES, group));
                place += 2;
            } else {
                filled.append(words.charAt(place));
            }
        }
        return filled.toString();
    }
}
