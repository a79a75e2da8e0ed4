package org.kentei.assessment;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/** The clock for the present time and, for candidates without an as-of date, the present day. The service and the command line
 * use the same one. */
public final class ConfiguredClock {

    /** The setting that names the zone. */
    public static final String ZONE = "kentei.zone";

    private ConfiguredClock() {}

    /**
     * A clock in the zone.
     *
     * @param zone an IANA time zone such as {@code Asia/Tokyo}; the machine's zone if empty
     * @throws IllegalArgumentException for a name that is not a time zone
     */
    public static Clock in(Optional<String> zone) {
        if (zone.isEmpty()) {
            return Clock.systemDefaultZone();
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone.get())) {
            throw new IllegalArgumentException(
                    "`" + ZONE + "` must be an IANA time zone such as `Asia/Tokyo`; `" + zone.get() + "` is not one.");
        }
        return Clock.system(ZoneId.of(zone.get()));
    }
}
