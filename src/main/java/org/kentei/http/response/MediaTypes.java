package org.kentei.http.response;

/** Reads the header {@code Content-Type}. */
public final class MediaTypes {

    private MediaTypes() {}

    /** The media type in the header, without its parameters. */
    public static String withoutParameters(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
    }
}
