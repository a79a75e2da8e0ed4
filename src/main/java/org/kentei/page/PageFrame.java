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
 * The frame of the service's own pages, as one reader sees it.
 *
 * @param address the page's own path and query, without the language, and with what another parameter is joined by
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
     * @param page the template's name in the folder of the service's pages
     * @param data what it shows by the names it uses
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
        return PageTemplates.render("site/" + page, all);
    }

    /** Writes moments for people. */
    public static final class TimeFormat {

        /** A moment to the second. */
        public String of(Instant moment) {
            return MOMENT.format(moment);
        }
    }

    /** Writes texts as parts of addresses. */
    public static final class UrlEncoding {

        /** A text as one part of a path, or as a parameter's value. */
        public String of(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
