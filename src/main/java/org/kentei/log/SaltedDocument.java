package org.kentei.log;

/**
 * A document with the salt of its commitment.
 *
 * @param salt {@value Commitment#SALT_BYTES} random bytes; none for a document whose file the log commits to as a whole
 */
public record SaltedDocument(String document, byte[] salt) {}
