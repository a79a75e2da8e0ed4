package org.kentei.analysis;

import org.jspecify.annotations.Nullable;
import org.kentei.rule.RuleText;
import org.kentei.source.Mistake;

/**
 * Something about the rules that their author should look at. Nothing is wrong in form, and it may be meant so.
 *
 * @param kind which of the questions found it
 * @param place where, and what, in words for the author
 * @param example a candidate that shows it, as a case for the case file of the sheet; null for none
 */
public record Warning(
        WarningType kind, Mistake place, @Nullable String example) {

    /** The questions that are put to the rules. */
    public enum WarningType {
        /** No case tries it, or no case shows what happens without it. */
        UNTRIED_RULE,
        /** No case tries a number itself, or the value next to it. */
        UNTRIED_NUMBER,
        /** A size lies between two clauses and belongs to neither. */
        SIZE_GAP,
        /** A size belongs to two clauses, one of which says that it ends before. */
        SIZE_OVERLAP,
        /** Who meets a sheet may miss the one below. */
        LOWER_SHEET_ASKS_MORE,
        /** No candidate can meet it. */
        NEVER_MET,
        /** It refuses no candidate who states what it looks at. */
        ALWAYS_MET,
        /** Whoever meets it meets another rule with the same conclusion. */
        SUPERFLUOUS_RULE
    }

    Warning with(@Nullable String otherExample) {
        return new Warning(kind, place, otherExample);
    }

    static Warning at(WarningType kind, RuleText rule, String reason) {
        return new Warning(kind, new Mistake(rule.file(), rule.line(), reason), null);
    }
}
