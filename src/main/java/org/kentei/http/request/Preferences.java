package org.kentei.http.request;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client prefers, in the header {@code Prefer} (RFC 7240). What cannot be read or is not known is ignored. */
public final class Preferences {

    public static final String HEADER = "Prefer";

    /** The header that names the preferences which an answer follows. */
    public static final String APPLIED = "Preference-Applied";

    /** Requests a short response; {@link #APPLIED} has it if the response is short. */
    public static final String RETURN_MINIMAL = "return=minimal";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String VALUE = "(?:\\s*+=\\s*+(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")?+)?+";
    private static final Pattern PREFERENCE =
            Pattern.compile("[\\s,]*+(" + TOKEN + VALUE + ")\\s*+(?:;\\s*+(?:" + TOKEN + VALUE + ")?+\\s*+)*+(?=,|$)");

    private Preferences() {}

    /** Whether a short response is requested. The first preference `return` counts (RFC 7240). */
    public static boolean returnMinimal(List<String> headers) {
        for (String header : headers) {
            Matcher preference = PREFERENCE.matcher(header);
            while (preference.lookingAt()) {
                String[] parts = preference.group(1).split("=", 2);
                if (parts[0].strip().toLowerCase(Locale.ROOT).equals("return")) {
                    return parts.length == 2
                            && parts[1].strip().replace("\"", "").equals("minimal");
                }
                preference.region(preference.end(), header.length());
            }
        }
        return false;
    }
}
