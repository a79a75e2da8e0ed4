package org.kentei.verdict;

import java.util.List;
import org.kentei.vocabulary.Criterion;

/**
 * How one criterion of a sheet stands, and why.
 *
 * @param evidence what satisfied it; empty unless it is met
 * @param rules the rules that fired for it, of this sheet, of higher sheets and of the shared ones
 */
public record CriterionVerdict(
        Criterion criterion, Status status, List<Evidence> evidence, List<FiredRule> rules) {}
