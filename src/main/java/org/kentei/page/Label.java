package org.kentei.page;

/**
 * The name of a code, in the reader's language and in the other one.
 *
 * @param other empty if it is the same as the text
 * @param otherLanguage the code of the other language
 */
public record Label(String text, String other, String otherLanguage) {}
