package org.kentei.rulebook;

/**
 * Something that the standard says and no rule holds.
 *
 * @param omission its code, by which clauses name it
 * @param what what is left out
 * @param because why
 */
public record Omission(String omission, String what, String because) {}
