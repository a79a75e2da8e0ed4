package org.kentei.http.response;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on the answers that are under way at once. */
@ConfigMapping(prefix = "kentei.answers")
public interface ResponseConfig {

    /** How many exports run at once. */
    @WithDefault("8")
    int exportsAtOnce();

    /** How many other requests that only read are answered at once. */
    @WithDefault("32")
    int readsAtOnce();

    /** How many streams of candidates run at once. */
    @WithDefault("4")
    int streamsAtOnce();

    /** How long one write to a client may take. A client that does not read for so long is disconnected. */
    @WithDefault("PT30S")
    Duration writeTimeout();
}
