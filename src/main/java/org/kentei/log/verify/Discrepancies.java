package org.kentei.log.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects discrepancies, up to a number that a person can read: a changed log could give one for each entry. */
final class Discrepancies {

    private static final int MOST = 1000;

    private final List<Discrepancy> found = new ArrayList<>();
    private long more;

    void add(String place, String fault) {
        add(new Discrepancy(place, fault));
    }

    void add(Discrepancy finding) {
        if (found.size() < MOST) {
            found.add(finding);
        } else {
            more++;
        }
    }

    void require(boolean right, String place, String fault) {
        if (!right) {
            add(place, fault);
        }
    }

    List<Discrepancy> all() {
        List<Discrepancy> all = new ArrayList<>(found);
        if (more > 0) {
            all.add(new Discrepancy("record", more + " more discrepancies are not listed"));
        }
        return all;
    }
}
