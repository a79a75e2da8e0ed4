package org.kentei.access;

/** Thrown for a key or token that is not accepted. The message says why, is for the client, and quotes nothing of it. */
public class CredentialException extends RuntimeException {

    private final String message;

    CredentialException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
