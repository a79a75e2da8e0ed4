package org.kentei.page.search;

/**
 * A field of the search form.
 *
 * @param name the parameter, and the key of its word
 * @param type the type of the input in HTML
 * @param value what is sought; empty for anything
 */
public record SearchField(String name, String type, String value) {}
