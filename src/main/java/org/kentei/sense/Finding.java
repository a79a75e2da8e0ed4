package org.kentei.sense;

import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Mistake;

/**
 * Something about the rules that their author should look at. Nothing is wrong in form, and it may be meant so.
 *
 * @param kind which of the questions found it
 * @param place where, and what, in words for the author
 */
public record Finding(Kind kind, Mistake place) {

    /** The questions that are put to the rules. */
    public enum Kind {
        /** No case tries it, or no case shows what happens without it. */
        UNTRIED_RULE,
        /** No case tries a number itself, or the value next to it. */
        UNTRIED_NUMBER,
        /** A size lies between two clauses and belongs to neither. */
        SIZE_GAP,
        /** A size belongs to two clauses, one of which says that it ends before. */
        SIZE_OVERLAP,
        /** Who meets a sheet may miss the one below. */
        LOWER_SHEET_ASKS_MORE
    }

    static Finding at(Kind kind, RuleText rule, String reason) {
        return new Finding(kind, new Mistake(rule.file(), rule.line(), reason));
    }
}
