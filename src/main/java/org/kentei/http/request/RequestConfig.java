package org.kentei.http.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on requests. */
@ConfigMapping(prefix = "kentei.requests")
public interface RequestConfig {

    /**
     * How long a client may take to send a body. The server's own limit is for the time between two reads, and a client that
     * sends single bytes never reaches that.
     */
    @WithDefault("PT30S")
    Duration bodyTimeout();

    /** How many requests that assess or change something are worked on or wait at the same time. */
    @WithDefault("64")
    int queue();

    /** How many requests a client may send in a second. */
    @WithDefault("1000")
    int perSecond();
}
