package org.kentei.page;

/**
 * What people call a code, in the reader's language and in the other one.
 *
 * @param other empty where it would only repeat the text
 * @param otherLanguage the code of the other language
 */
public record Label(String text, String other, String otherLanguage) {}
