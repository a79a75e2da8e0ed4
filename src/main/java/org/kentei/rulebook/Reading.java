package org.kentei.rulebook;

/**
 * How a place is read that the standard's text leaves open.
 *
 * @param reading its code, by which clauses name it
 * @param open what the text leaves open
 * @param read how it is read
 * @param because why it is read so
 */
public record Reading(String reading, String open, String read, String because) {}
