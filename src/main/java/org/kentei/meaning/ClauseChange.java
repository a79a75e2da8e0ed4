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
 * @param ofVocabulary whether the vocabulary differs, and not only rules
 * @param removed the rules that go with it
 * @param added the rules that come with it
 * @param sheets the sheets where it may matter, the likeliest first
 * @param aspects what about a candidate it looks at
 * @param relation what it takes now, compared with before
 */
record ClauseChange(
        String subject,
        String file,
        int line,
        List<String> words,
        boolean ofVocabulary,
        List<RuleText> removed,
        List<RuleText> added,
        List<String> sheets,
        Set<Aspect> aspects,
        Relation relation) {

    /** The same with what becomes of rules by it. */
    ClauseChange with(List<String> otherWords, List<RuleText> alsoRemoved, List<RuleText> alsoAdded) {
        return new ClauseChange(
                subject, file, line, otherWords, ofVocabulary, alsoRemoved, alsoAdded, sheets, aspects, relation);
    }

    /** The rule whose edit it is, in the newest form there is; null for a change of the vocabulary. */
    @Nullable
    RuleText rule() {
        return ofVocabulary ? null : added.isEmpty() ? removed.get(0) : added.get(0);
    }
}
