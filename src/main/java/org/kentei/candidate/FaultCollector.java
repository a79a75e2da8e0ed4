package org.kentei.candidate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The faults found so far. It stores no more than are listed, however many a hostile body has. */
final class FaultCollector {

    private record LocatedFault(int offset, int turn, Fault fault) {}

    private static final Comparator<LocatedFault> DOCUMENT_ORDER =
            Comparator.comparingInt(LocatedFault::offset).thenComparingInt(LocatedFault::turn);

    private final PriorityQueue<LocatedFault> latestFirst = new PriorityQueue<>(DOCUMENT_ORDER.reversed());
    private int count;

    /**
     * Adds a fault.
     *
     * @param detail called only if the fault may be listed
     */
    void add(BodyLocation place, Supplier<String> detail) {
        count++;
        if (latestFirst.size() == CandidateLimits.FAULTS) {
            if (place.offset() >= latestFirst.element().offset()) {
                return;
            }
            latestFirst.remove();
        }
        latestFirst.add(new LocatedFault(place.offset(), count, new Fault(place.pointer(), detail.get())));
    }

    boolean any() {
        return count > 0;
    }

    /** The faults in the order of the document. The last one states how many others there are. */
    List<Fault> inDocumentOrder() {
        List<Fault> faults = new ArrayList<>(latestFirst.stream()
                .sorted(DOCUMENT_ORDER)
                .map(LocatedFault::fault)
                .toList());
        if (count > faults.size()) {
            faults.add(new Fault(
                    "",
                    "There are " + (count - faults.size()) + " more faults; listed are the first "
                            + CandidateLimits.FAULTS + "."));
        }
        return faults;
    }
}
