package org.kentei.record.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of jobs. */
@ConfigMapping(prefix = "kentei.jobs")
public interface JobsConfig {

    /** How many chunks of lines this instance decides at the same time, each on one thread. 0 means that it decides none. */
    @WithDefault("1")
    int workers();

    /** How many jobs of one client may be open at the same time. */
    @WithDefault("4")
    int openForEachClient();

    /** How many lines a job has at most. */
    @WithDefault("1000000")
    long lines();

    /** How many bytes a job has at most; of a compressed file, when it is unpacked. */
    @WithDefault("4294967296")
    long bytes();

    /** How long a job is kept after it ended. */
    @WithDefault("P7D")
    Duration life();
}
