package org.kentei.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/**
 * A ruleset on its way to the executors. The engine's own objects cannot be serialised, so its files are shipped, and each
 * executor JVM makes one ruleset of them for each revision, in a fraction of a second.
 */
final class ShippedRuleset implements Serializable {

    private static final long serialVersionUID = 1;

    /** The rulesets of this JVM by revision. They hold nothing outside of the heap, and go with the JVM. */
    private static final Map<String, Ruleset> LOADED = new ConcurrentHashMap<>();

    private final String revision;
    private final TreeMap<String, byte[]> files;

    /**
     * Checks a ruleset, and makes it ready for this JVM.
     *
     * @throws InvalidRulesetException with every mistake found, by file and line
     */
    ShippedRuleset(RulesetFiles files) throws InvalidRulesetException {
        this.revision = files.revision();
        this.files = new TreeMap<>(files.byName());
        if (!LOADED.containsKey(revision)) {
            LOADED.put(revision, RulesetCompiler.compile(files));
        }
    }

    String revision() {
        return revision;
    }

    RulesetFiles files() {
        return new RulesetFiles(files);
    }

    /** The ruleset of this JVM, made at the first call. */
    Ruleset loaded() {
        return LOADED.computeIfAbsent(revision, missing -> load());
    }

    private Ruleset load() {
        try {
            return RulesetCompiler.compile(files());
        } catch (InvalidRulesetException impossible) {
            throw new IllegalStateException("The driver took the revision " + revision, impossible);
        }
    }
}
