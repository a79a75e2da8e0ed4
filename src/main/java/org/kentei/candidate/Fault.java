package org.kentei.candidate;

/**
 * One thing wrong with a candidate as given.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole body
 * @param detail what is wrong and what was expected, in the words of the candidate's JSON
 */
public record Fault(String pointer, String detail) {}
