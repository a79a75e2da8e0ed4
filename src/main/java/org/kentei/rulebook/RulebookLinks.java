package org.kentei.rulebook;

import java.time.LocalDate;
import org.kentei.page.PageFrame;
import org.kentei.page.PageTemplates;

/**
 * The links between the pages of a rulebook.
 *
 * @param index the front page
 * @param before the text before a page's name
 * @param after the text after it
 * @param query the text after every address, such as {@code ?asOf=2027-04-01}; empty for none
 * @param stylesheet the address of the stylesheet
 */
public record RulebookLinks(String index, String before, String after, String query, String stylesheet) {

    /** Links for the pages of the service. */
    public static final RulebookLinks SERVED =
            new RulebookLinks("/rulebook", "/rulebook/", "", "", PageTemplates.servedStylesheet());

    /** Links for pages as files in one folder. */
    public static final RulebookLinks FILES =
            new RulebookLinks("index.html", "", ".html", "", PageTemplates.STYLESHEET);

    /** Links for the pages of the service as of a day that the reader chose. */
    public static RulebookLinks served(LocalDate asOf) {
        return new RulebookLinks(SERVED.index, SERVED.before, SERVED.after, "?asOf=" + asOf, SERVED.stylesheet);
    }

    /** Whether the other pages of the service are available. */
    public boolean served() {
        return before.startsWith("/");
    }

    /** The link to the start page of the service. */
    public String home() {
        return served() ? "/" : index;
    }

    /** The link to a page. */
    public String page(String name) {
        return address(name) + query;
    }

    /** The link to a page in another language. */
    public String inLanguage(String name, String language) {
        return page(name) + (query.isEmpty() ? "?" : "&") + PageFrame.LANGUAGE + "=" + language;
    }

    /** The link to a page, as of today. */
    public String address(String name) {
        return name.equals(Rulebook.INDEX) ? index : before + name + after;
    }

    /** The link to a place on a page, as of another day. */
    public String on(LocalDate day, Address address) {
        return address(address.page()) + "?asOf=" + day + "#" + address.anchor();
    }

    /** The link to a place on a page. */
    public String at(Address address) {
        return page(address.page()) + "#" + address.anchor();
    }
}
