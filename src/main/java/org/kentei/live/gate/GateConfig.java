package org.kentei.live.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the checks of a revision may use. */
@ConfigMapping(prefix = "kentei.gate")
public interface GateConfig {

    /** How long the checks of one revision may take. */
    @WithDefault("PT60S")
    Duration timeLimit();

    /** How much heap they may use, as the JVM's {@code -Xmx} takes it. */
    @WithDefault("512m")
    String heap();
}
