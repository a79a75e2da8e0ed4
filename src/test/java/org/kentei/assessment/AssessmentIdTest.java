package org.kentei.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssessmentIdTest {

    private static final Instant TIME = Instant.parse("2026-04-01T09:00:00.123456Z");

    @Test
    void an_id_begins_with_the_milliseconds_of_its_time() {
        UUID id = AssessmentId.at(TIME);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                .isEqualTo(Instant.parse("2026-04-01T09:00:00.123Z"));
    }

    @Test
    void ids_as_text_are_in_the_order_of_their_times() {
        List<String> ids = Stream.of(0, 1, 2, 1_000, 86_400_000, Integer.MAX_VALUE)
                .map(later -> AssessmentId.at(TIME.plusMillis(later)).toString())
                .toList();
        assertThat(ids).isSorted();
    }

    @Test
    void each_of_the_other_bits_is_random() {
        Set<UUID> ids = new HashSet<>();
        long high = 0;
        long low = 0;
        UUID first = AssessmentId.at(TIME);
        for (int count = 0; count < 1_000; count++) {
            UUID id = AssessmentId.at(TIME);
            ids.add(id);
            high |= id.getMostSignificantBits() ^ first.getMostSignificantBits();
            low |= id.getLeastSignificantBits() ^ first.getLeastSignificantBits();
        }
        assertThat(ids).hasSize(1_000);
        assertThat(high).isEqualTo(0xFFFL);
        assertThat(low).isEqualTo(0x3FFF_FFFF_FFFF_FFFFL);
    }
}
