package org.kentei.log;

import java.util.ArrayList;
import java.util.List;

/** Gathers findings, up to a number that a person may read; a spoilt log could else give one for every entry. */
final class Findings {

    private static final int MOST = 1000;

    private final List<Finding> found = new ArrayList<>();
    private long more;

    void add(String place, String fault) {
        add(new Finding(place, fault));
    }

    void add(Finding finding) {
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

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(found);
        if (more > 0) {
            all.add(new Finding("record", more + " further findings are not listed"));
        }
        return all;
    }
}
