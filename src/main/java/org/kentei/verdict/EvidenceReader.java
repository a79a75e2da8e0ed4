package org.kentei.verdict;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Project;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.fact.EntryType;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.HeldSpecialty;
import org.kentei.fact.Specialties;
import org.kentei.fact.Subordinates;
import org.kentei.fact.Succession;
import org.kentei.rule.Property;

/** Finds the entries of the candidate that are the evidence for a firing. */
final class EvidenceReader {

    /** The evidence of each list of claims. The sheets of a field share their lists. */
    private final Map<List<?>, List<Evidence>> ofSums = new IdentityHashMap<>(4);

    /** Whether a fact sums up several entries of the candidate. */
    static boolean isSum(Fact fact) {
        return fact instanceof Experience
                || fact instanceof Succession
                || fact instanceof Subordinates
                || fact instanceof Specialties;
    }

    List<Evidence> evidence(RuleConclusion fired) {
        Fact subject = fired.subject();
        if (subject instanceof Experience experience) {
            List<Project> projects = readsAccomplishments(fired) ? experience.eligible() : experience.counted();
            return named(projects, EntryType.PROJECT, Project::projectId);
        }
        if (subject instanceof Succession succession) {
            return named(succession.counted(), EntryType.CONTRIBUTION, Contribution::id);
        }
        if (subject instanceof Subordinates subordinates) {
            return named(subordinates.counted(), EntryType.SUBORDINATE_DEVELOPMENT, SubordinateDevelopment::id);
        }
        if (subject instanceof Specialties specialties) {
            return named(specialties.held(), EntryType.SPECIALTY, HeldSpecialty::id);
        }
        return List.of(new Evidence(subject.entry(), subject.id()));
    }

    private <T> List<Evidence> named(List<T> entries, EntryType kind, Function<T, String> id) {
        List<Evidence> named = ofSums.get(entries);
        if (named == null) {
            named = new ArrayList<>(entries.size());
            for (T entry : entries) {
                named.add(new Evidence(kind, id.apply(entry)));
            }
            ofSums.put(entries, named);
        }
        return named;
    }

    /** Any eligible project may show accomplishments that are required once; all else depends on the counted projects. */
    private static boolean readsAccomplishments(RuleConclusion fired) {
        for (Property property : fired.rule().propertiesRead()) {
            if (property.baseName().startsWith("accomplishments")) {
                return true;
            }
        }
        return false;
    }
}
