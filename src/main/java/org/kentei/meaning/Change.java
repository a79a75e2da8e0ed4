package org.kentei.meaning;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.RuleText;

/**
 * Something that decides and differs between two revisions.
 *
 * @param subject the clause, or the place in the vocabulary
 * @param file the file it stands in, relative to the rules folder
 * @param line its line in that file in the new revision, or in the old one where it was removed; 0 for the whole file
 * @param words what differs, one sentence each
 * @param before the clause's rule in the old revision; null where it has none
 * @param after the clause's rule in the new revision; null where it has none
 * @param sheets the sheets where it may matter, the likeliest first
 * @param aspects what about a candidate it looks at
 * @param relation what it takes now, compared with before
 */
record Change(
        String subject,
        String file,
        int line,
        List<String> words,
        @Nullable RuleText before,
        @Nullable RuleText after,
        List<String> sheets,
        Set<Aspect> aspects,
        Relation relation) {

    Change withWords(List<String> otherWords) {
        return new Change(subject, file, line, otherWords, before, after, sheets, aspects, relation);
    }

    /** Whether it is the edit of a rule, so that firings show where it matters. */
    boolean ofRule() {
        return before != null || after != null;
    }
}
