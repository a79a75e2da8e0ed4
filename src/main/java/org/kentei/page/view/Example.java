package org.kentei.page.view;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kentei.files.JarFiles;

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
        return JarFiles.text("examples/" + code() + ".json");
    }
}
