package org.kentei.rulebook;

import org.kentei.page.PageTemplates;

/**
 * The links between the pages of a rulebook.
 *
 * @param index the front page
 * @param before the text before a page's name
 * @param after the text after it
 * @param stylesheet the address of the stylesheet
 */
public record RulebookLinks(String index, String before, String after, String stylesheet) {

    /** Links for the pages of the service. */
    public static final RulebookLinks SERVED =
            new RulebookLinks("/rulebook", "/rulebook/", "", PageTemplates.servedStylesheet());

    /** Links for pages as files in one folder. */
    public static final RulebookLinks FILES = new RulebookLinks("index.html", "", ".html", PageTemplates.STYLESHEET);

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
        return name.equals(Rulebook.INDEX) ? index : before + name + after;
    }

    /** The link to a place on a page. */
    public String at(Address address) {
        return page(address.page()) + "#" + address.anchor();
    }
}
