package org.kentei.rulebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/** The clauses that a ruleset's {@code clauses.yaml} files describe, each with its readings and what no rule holds. */
public final class ClauseCatalogue {

    static final String FILE_NAME = "clauses.yaml";

    private final Map<String, Clause> clauses = new LinkedHashMap<>();
    private final List<Reading> readings;
    private final List<Omission> omissions;
    private final Set<String> unreadable;

    /** @param unreadable the files that could not be read, of whose clauses nothing is known */
    ClauseCatalogue(
            List<Clause> clauses,
            Collection<Reading> readings,
            Collection<Omission> omissions,
            Collection<String> unreadable) {
        clauses.forEach(clause -> this.clauses.put(clause.clause(), clause));
        this.readings = List.copyOf(readings);
        this.omissions = List.copyOf(omissions);
        this.unreadable = Set.copyOf(unreadable);
    }

    /**
     * Reads every {@code clauses.yaml} of a ruleset. What can be read is in the catalogue; what cannot is added to the
     * mistakes, by file and line.
     */
    public static ClauseCatalogue read(RulesetFiles files, List<Mistake> mistakes) {
        return new ClauseCatalogueReader(mistakes).read(files);
    }

    /** All clauses, in the order of their files and of their places there. */
    public List<Clause> clauses() {
        return List.copyOf(clauses.values());
    }

    /** The clause of that code; null where the catalogue lacks it. */
    public @Nullable Clause clause(String code) {
        return clauses.get(code);
    }

    /** All readings, those that the fields share first. */
    public List<Reading> readings() {
        return readings;
    }

    /** Everything that no rule holds, what the fields share first. */
    public List<Omission> omissions() {
        return omissions;
    }

    /**
     * Where catalogue and rules do not fit: a clause that no rule cites though none is said to be missing, and a rule
     * that cites a clause which the catalogue lacks. Of a file that could not be read nothing is said.
     */
    public List<Mistake> findings(List<RuleText> rules) {
        List<Mistake> findings = new ArrayList<>();
        Set<String> cited = rules.stream().map(RuleText::clause).collect(Collectors.toSet());
        for (Clause clause : clauses.values()) {
            if (clause.noRule() == null && !cited.contains(clause.clause())) {
                findings.add(
                        new Mistake(
                                clause.file(),
                                clause.line(),
                                "No rule cites the clause `" + clause.clause()
                                        + "`; write its rule, or say with `says` and `noRule` what it says and why it has none."));
            }
            if (clause.noRule() != null && cited.contains(clause.clause())) {
                findings.add(new Mistake(
                        clause.file(),
                        clause.line(),
                        "The clause `" + clause.clause() + "` says that it has no rule, and a rule cites it."));
            }
        }
        for (RuleText rule : rules) {
            if (!clauses.containsKey(rule.clause()) && !unreadable.contains(fileFor(rule))) {
                findings.add(new Mistake(
                        rule.file(),
                        rule.line(),
                        "The rule cites the clause `" + rule.clause() + "`, which " + fileFor(rule) + " lacks."));
            }
        }
        return findings;
    }

    private static String fileFor(RuleText rule) {
        return rule.file().substring(0, rule.file().lastIndexOf('/') + 1) + FILE_NAME;
    }
}
