package org.kentei.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what is wrong with a candidate in the reader's language. A fault itself is in English, as every answer of the API is; a
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
