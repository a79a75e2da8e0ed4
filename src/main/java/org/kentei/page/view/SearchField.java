package org.kentei.page.view;

import java.util.List;

/**
 * A field of the search form.
 *
 * @param name the parameter
 * @param word the key of its label
 * @param type the type of the input in HTML; {@code select} for a choice
 * @param value the given value; empty if there is none
 * @param hint an example of what to type; empty where none is needed
 * @param options what can be chosen; empty unless it is a choice
 * @param error what is wrong with the value; empty if nothing is
 */
public record SearchField(
        String name, String word, String type, String value, String hint, List<Option> options, String error) {

    /** A value to choose, with its name. */
    public record Option(String value, String name) {}

    /** A field to type into, or to tick. */
    public static SearchField text(String name, String type, String value, String hint, String error) {
        return new SearchField(name, "search." + name, type, value, hint, List.of(), error);
    }

    /** A field to choose in. */
    public static SearchField choice(String name, String value, List<Option> options, String error) {
        return new SearchField(name, "search." + name, "select", value, "", options, error);
    }
}
