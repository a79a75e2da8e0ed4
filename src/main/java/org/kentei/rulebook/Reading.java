package org.kentei.rulebook;

/**
 * The interpretation of a part that the standard leaves open.
 *
 * @param reading its code, for references from clauses
 * @param open the open question
 * @param read the interpretation
 * @param because the reason
 */
public record Reading(String reading, String open, String read, String because) {}
