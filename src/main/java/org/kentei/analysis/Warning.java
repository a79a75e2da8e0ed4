package org.kentei.analysis;

import org.jspecify.annotations.Nullable;
import org.kentei.rule.RuleText;
import org.kentei.source.Mistake;

/**
 * A probable mistake in rules that compile. It may be intended.
 *
 * @param file relative to the rules folder
 * @param line counted from 1; 0 for the file as a whole
 * @param reason the message for the author
 * @param example a candidate that shows it, as a case for the case file of the sheet; null for none
 */
public record Warning(
        WarningType kind,
        String file,
        int line,
        String reason,
        @Nullable String example) {

    /** The kinds of warnings. */
    public enum WarningType {
        /** No case makes a rule fire, or every case does. */
        UNTRIED_RULE,
        /** No case tests a number, or a value next to it. */
        UNTRIED_NUMBER,
        /** No case has a day on which something begins or ends as its as-of date, or the day before. */
        UNTRIED_DAY,
        /** A size between two clauses belongs to neither. */
        SIZE_GAP,
        /** A size belongs to two clauses, one of which has an upper end. */
        SIZE_OVERLAP,
        /** A candidate who meets a sheet may not meet the one below. */
        LOWER_SHEET_ASKS_MORE,
        /** No candidate can meet it. */
        NEVER_MET,
        /** Every candidate who states the values that it reads meets it. */
        ALWAYS_MET,
        /** Every candidate who meets it meets another rule with the same conclusion. */
        SUPERFLUOUS_RULE,
        /** A clause has no rule, or a rule cites a clause that is not described. */
        CLAUSE_AND_RULE_APART
    }

    Warning with(@Nullable String otherExample) {
        return new Warning(kind, file, line, reason, otherExample);
    }

    /** Whether the other one says the same of the same place. */
    boolean isSameAs(Warning other) {
        return file.equals(other.file) && line == other.line && reason.equals(other.reason);
    }

    static Warning at(WarningType kind, RuleText rule, String reason) {
        return new Warning(kind, rule.file(), rule.line(), reason, null);
    }

    /** A difference between the clauses and the rules. */
    public static Warning ofClause(Mistake warning) {
        return new Warning(WarningType.CLAUSE_AND_RULE_APART, warning.file(), warning.line(), warning.reason(), null);
    }
}
