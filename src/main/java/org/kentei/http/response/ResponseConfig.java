package org.kentei.http.response;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on responses at the same time. */
@ConfigMapping(prefix = "kentei.answers")
public interface ResponseConfig {

    /** How many exports run at the same time. */
    @WithDefault("8")
    int exportsAtOnce();

    /** How many other reads are answered at the same time. */
    @WithDefault("32")
    int readsAtOnce();

    /** How many streams of candidates run at the same time. */
    @WithDefault("4")
    int streamsAtOnce();

    /** How long one write to a client may take. A client that does not read for this time is disconnected. */
    @WithDefault("PT30S")
    Duration writeTimeout();
}
