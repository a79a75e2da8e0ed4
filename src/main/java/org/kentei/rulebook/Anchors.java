package org.kentei.rulebook;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes unique anchors from clauses and rule names. */
final class Anchors {

    private final Set<String> taken = new HashSet<>();

    /** A clause's code is its anchor. Clauses of earlier revisions may have words, which are joined by hyphens. */
    String ofClause(String clause) {
        return unlike(clause.contains(" ") ? joined(clause) : clause.replaceAll("[^\\p{L}\\p{N}._-]+", "-"));
    }

    String ofRule(String name) {
        return unlike("rule-" + joined(name));
    }

    private static String joined(String words) {
        return words.toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }

    private String unlike(String wished) {
        String anchor = wished;
        for (int count = 2; !taken.add(anchor); count++) {
            anchor = wished + "-" + count;
        }
        return anchor;
    }
}
