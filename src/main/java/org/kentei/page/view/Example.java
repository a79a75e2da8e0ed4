package org.kentei.page.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A candidate to try the service with. */
public enum Example {
    CANDIDATE,
    SERVICE_DESK,
    MISTAKES;

    /** The example of that code, else the first one. */
    public static Example of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(example -> example.code().equals(code))
                .findFirst()
                .orElse(CANDIDATE);
    }

    /** By what addresses name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its JSON. */
    public String json() {
        try (InputStream example = Example.class.getResourceAsStream("/examples/" + code() + ".json")) {
            if (example == null) {
                throw new IllegalStateException("This build of Kentei lacks an example");
            }
            return new String(example.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
