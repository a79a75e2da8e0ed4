package org.kentei.log.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the times of entries with each other and with the times of checkpoints. Clocks of instances differ and may be
 * set, so what does not fit is a remark.
 */
final class TimeCheck {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final NavigableMap<Long, Instant> signed = new TreeMap<>();
    private @Nullable Instant latest;
    private final Remark backwards = new Remark("dated more than a minute before an entry that they follow");
    private final Remark tooLate = new Remark("dated after a checkpoint that covers them was signed");
    private final Remark tooEarly = new Remark("dated before a checkpoint was signed that does not cover them yet");

    private static final class Remark {
        private final String text;
        private long count;
        private long first;

        Remark(String text) {
            this.text = text;
        }

        void add(long index) {
            if (count++ == 0) {
                first = index;
            }
        }
    }

    /** @param signed the times of checkpoints by their sizes */
    TimeCheck(NavigableMap<Long, Instant> signed) {
        this.signed.putAll(signed);
    }

    void appended(long index, Instant time) {
        if (latest != null && isBefore(time, latest)) {
            backwards.add(index);
        }
        latest = latest == null || time.isAfter(latest) ? time : latest;
        var covering = signed.higherEntry(index);
        if (covering != null && isBefore(covering.getValue(), time)) {
            tooLate.add(index);
        }
        var before = signed.floorEntry(index);
        if (before != null && isBefore(time, before.getValue())) {
            tooEarly.add(index);
        }
    }

    private static boolean isBefore(Instant one, Instant other) {
        return Duration.between(one, other).compareTo(TOLERANCE) > 0;
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (Remark remark : List.of(backwards, tooLate, tooEarly)) {
            if (remark.count > 0) {
                remarks.add(
                        remark.count + " entries are " + remark.text + "; the first is entry " + remark.first + ".");
            }
        }
        return remarks;
    }
}
