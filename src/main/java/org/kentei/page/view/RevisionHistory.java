package org.kentei.page.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kentei.record.store.RulesetArchive.Activation;

/**
 * A revision of the ruleset in the order in which revisions became active.
 *
 * @param number 1 for the first one
 * @param since when it became active for the first time
 * @param times how often it became active
 */
public record RevisionHistory(int number, String revision, Instant since, int times) {

    /** Every revision that was active, the first one first. */
    public static List<RevisionHistory> of(List<Activation> activations) {
        Map<String, RevisionHistory> found = new LinkedHashMap<>();
        for (Activation one : activations) {
            RevisionHistory before = found.get(one.revision());
            found.put(
                    one.revision(),
                    before == null
                            ? new RevisionHistory(found.size() + 1, one.revision(), one.since(), 1)
                            : new RevisionHistory(
                                    before.number(), before.revision(), before.since(), before.times() + 1));
        }
        return new ArrayList<>(found.values());
    }
}
