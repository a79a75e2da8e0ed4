package org.kentei.page;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Finds the English that is left on a Japanese page. */
public final class EnglishLeft {

    /** Codes are capitals; what is left has a small letter. */
    private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]*[a-z][A-Za-z]+\\b");

    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{8,}(-[0-9a-f]+)*\\b");

    /** Names, and the values of conditions. */
    private static final Set<String> ALLOWED = Set.of("Kentei", "kentei", "drools", "true", "false", "author");

    private EnglishLeft() {}

    /** The words, apart from codes, rules as DRL, ids, and what is marked as English. */
    public static List<String> on(String html) {
        Document page = Jsoup.parse(html);
        page.select("code, pre, textarea, [lang=en], .code, .property, .value").remove();
        String text = page.body().text().replaceAll("`[^`]*`|https?://\\S+", "");
        return WORD.matcher(ID.matcher(text).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .filter(word -> !ALLOWED.contains(word))
                .distinct()
                .toList();
    }
}
