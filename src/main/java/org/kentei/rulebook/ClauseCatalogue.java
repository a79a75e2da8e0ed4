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
import org.kentei.ruleset.RulesetText;
import org.kentei.source.Mistake;

/** The clauses in a ruleset's {@code clauses.yaml} files, each with its readings and omissions. */
public final class ClauseCatalogue {

    static final String FILE_NAME = "clauses.yaml";

    private final Map<String, Clause> clauses = new LinkedHashMap<>();
    private final List<Reading> readings;
    private final List<Omission> omissions;
    private final Set<String> unreadable;

    /** @param unreadable the files that could not be read, so that their clauses are unknown */
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
     * Reads every {@code clauses.yaml} of a ruleset. Parts that cannot be read are added to the mistakes, by file and
     * line.
     */
    public static ClauseCatalogue read(RulesetFiles files, List<Mistake> mistakes) {
        return new ClauseCatalogueReader(mistakes).read(files);
    }

    /** All clauses, ordered by file and line. */
    public List<Clause> clauses() {
        return List.copyOf(clauses.values());
    }

    /** The clause with a code; null if the catalogue does not have it. */
    public @Nullable Clause clause(String code) {
        return clauses.get(code);
    }

    /** All readings; the shared ones come first. */
    public List<Reading> readings() {
        return readings;
    }

    /** All omissions; the shared ones come first. */
    public List<Omission> omissions() {
        return omissions;
    }

    /**
     * The differences between the catalogue and the rules: a clause without a rule and without {@code noRule}, and a rule
     * that cites an unknown clause. Files that could not be read are ignored.
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
                                        + "`; write its rule, or use `says` and `noRule` to state what it says and why it has no rule."));
            }
            if (clause.noRule() != null && cited.contains(clause.clause())) {
                findings.add(new Mistake(
                        clause.file(),
                        clause.line(),
                        "The clause `" + clause.clause() + "` has `noRule`, but a rule cites it."));
            }
        }
        for (RuleText rule : rules) {
            if (!clauses.containsKey(rule.clause()) && !unreadable.contains(fileFor(rule))) {
                findings.add(new Mistake(
                        rule.file(),
                        rule.line(),
                        "The rule cites the clause `" + rule.clause() + "`, which is not in " + fileFor(rule) + "."));
            }
        }
        return findings;
    }

    /**
     * Where the times of clauses and rules do not fit: days on which a clause of a sheet in force has no rule in force, and
     * rules in force of a clause that is not.
     */
    public List<Mistake> gaps(RulesetText ruleset) {
        return ClauseTimes.mistakes(this, ruleset);
    }

    private static String fileFor(RuleText rule) {
        return rule.file().substring(0, rule.file().lastIndexOf('/') + 1) + FILE_NAME;
    }
}
