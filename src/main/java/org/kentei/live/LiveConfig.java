package org.kentei.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the rules folder is watched. */
@ConfigMapping(prefix = "kentei.live")
public interface LiveConfig {

    /** How long to wait between two looks into the rules folder. */
    @WithDefault("PT0.5S")
    Duration poll();

    /** The most time to warm up with before a revision decides. */
    @WithDefault("PT1S")
    Duration warmUp();
}
