package org.kentei.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The frame of a page of the service, for one reader.
 *
 * @param address the path and query of the page, without the language; another parameter can be appended
 */
public record PageFrame(Language language, String address) {

    /** The parameter and the cookie that choose a language. */
    public static final String LANGUAGE = "lang";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * Writes a page.
     *
     * @param page the name of the template in the folder {@code site}
     * @param data the data of the template by name
     */
    public String write(String page, Map<String, ?> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("w", language.words());
        all.put("lang", language.code());
        all.put("other", language.other().code());
        all.put("otherAddress", address + LANGUAGE + "=" + language.other().code());
        all.put("page", page);
        all.put("home", "/");
        all.put("stylesheet", PageTemplates.servedStylesheet());
        all.put("moments", new TimeFormat());
        all.put("urls", new UrlEncoding());
        all.put("numbers", new NumberFormat());
        return PageTemplates.render("site/" + page, all);
    }

    /** Writes times for people. */
    public static final class TimeFormat {

        /** A time to the second, in UTC. */
        public String of(Instant moment) {
            return MOMENT.format(moment);
        }
    }

    /** Writes numbers for people. */
    public static final class NumberFormat {

        /** A number with a comma between thousands. */
        public String of(long number) {
            return Labels.number(number);
        }
    }

    /** Encodes texts as parts of addresses. */
    public static final class UrlEncoding {

        /** A text as a segment of a path, or as the value of a parameter. */
        public String of(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
