package org.kentei.meaning;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Validity;

/**
 * A difference between two revisions that can change a verdict.
 *
 * @param subject the clause, or the place in the vocabulary
 * @param file its file, relative to the rules folder
 * @param line its line in that file in the new revision, or in the old one if it was removed; 0 for the whole file
 * @param days the as-of dates for which it differs
 * @param words the differences, one sentence each
 * @param ofVocabulary whether the vocabulary differs
 * @param removed the rules that it removes
 * @param added the rules that it adds
 * @param sheets the sheets that it may affect, the most likely first
 * @param aspects the aspects of a candidate that it reads
 * @param relation how many candidates meet it, compared with before
 * @param refuses whether it refuses candidates who were decided before
 */
record ClauseChange(
        String subject,
        String file,
        int line,
        Validity days,
        List<String> words,
        boolean ofVocabulary,
        List<RuleText> removed,
        List<RuleText> added,
        List<String> sheets,
        Set<Aspect> aspects,
        Relation relation,
        boolean refuses) {

    /** The same change with other removed and added rules. */
    ClauseChange with(List<String> otherWords, List<RuleText> alsoRemoved, List<RuleText> alsoAdded) {
        return new ClauseChange(
                subject,
                file,
                line,
                days,
                otherWords,
                ofVocabulary,
                alsoRemoved,
                alsoAdded,
                sheets,
                aspects,
                relation,
                refuses);
    }

    /** Whether the other is the same difference on other days. */
    boolean sameAs(ClauseChange other) {
        return subject.equals(other.subject)
                && file.equals(other.file)
                && words.equals(other.words)
                && removed.equals(other.removed)
                && added.equals(other.added)
                && relation == other.relation;
    }

    /** The same difference on these days. */
    ClauseChange on(Validity otherDays) {
        return new ClauseChange(
                subject,
                file,
                line,
                otherDays,
                words,
                ofVocabulary,
                removed,
                added,
                sheets,
                aspects,
                relation,
                refuses);
    }

    /** The edited rule in its newest form; null for a change of the vocabulary. */
    @Nullable
    RuleText rule() {
        return ofVocabulary ? null : added.isEmpty() ? removed.get(0) : added.get(0);
    }
}
