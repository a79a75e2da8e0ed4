package org.kentei.assessment;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes the ids of assessments: UUIDs of version 7 (RFC 9562), which begin with the time, and have 74 random bits after it.
 * Assessments that are stored one after the other are neighbours in an index of their ids, so the database writes one page of it
 * in place of one for each assessment.
 */
public final class AssessmentId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private AssessmentId() {}

    /** A new id of an assessment of this time, of which it has the milliseconds. */
    public static UUID at(Instant time) {
        long random = RANDOM.nextLong();
        return new UUID(time.toEpochMilli() << 16 | VERSION_7 | RANDOM.nextInt(1 << 12), VARIANT | random >>> 2);
    }
}
