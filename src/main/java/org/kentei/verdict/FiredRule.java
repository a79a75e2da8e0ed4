package org.kentei.verdict;

/** A rule that fired for a criterion, with the clause that it stands for. */
public record FiredRule(String rule, String clause) {}
