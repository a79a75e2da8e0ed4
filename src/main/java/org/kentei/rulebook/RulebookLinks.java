package org.kentei.rulebook;

import org.kentei.page.PageTemplates;

/**
 * How the pages of a rulebook find each other.
 *
 * @param index the front page
 * @param before what stands before a page's name
 * @param after what stands behind it
 * @param stylesheet where the stylesheet is
 */
public record RulebookLinks(String index, String before, String after, String stylesheet) {

    /** The pages as the service has them. */
    public static final RulebookLinks SERVED =
            new RulebookLinks("/rulebook", "/rulebook/", "", PageTemplates.servedStylesheet());

    /** The pages as files in one folder. */
    public static final RulebookLinks FILES = new RulebookLinks("index.html", "", ".html", PageTemplates.STYLESHEET);

    /** Whether the service's other pages stand beside these. */
    public boolean served() {
        return before.startsWith("/");
    }

    /** The way to the front page of all pages. */
    public String home() {
        return served() ? "/" : index;
    }

    /** The way to a page. */
    public String page(String name) {
        return name.equals(Rulebook.INDEX) ? index : before + name + after;
    }

    /** The way to a place on a page. */
    public String at(Address address) {
        return page(address.page()) + "#" + address.anchor();
    }
}
