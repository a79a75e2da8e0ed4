package org.kentei.rulebook;

/**
 * A part of the standard that no rule encodes.
 *
 * @param omission its code, for references from clauses
 * @param what the part that is left out
 * @param because the reason
 */
public record Omission(String omission, String what, String because) {}
