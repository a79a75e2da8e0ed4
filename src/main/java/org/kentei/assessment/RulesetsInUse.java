package org.kentei.assessment;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.kentei.record.store.RulesetArchive;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/**
 * Rulesets by their revisions, for work that has to go on under the revision under which it began. One that is not active
 * here any more, or never was, is compiled from the record. A few of them are kept until they are released.
 */
@ApplicationScoped
public class RulesetsInUse {

    private static final Logger LOG = Logger.getLogger(RulesetsInUse.class);
    private static final int MOST_OTHERS = 3;

    private final ActiveRuleset active;
    private final RulesetArchive archive;

    /** By revision, the one that was used longest ago first. */
    private final Map<String, LoadedRuleset> others = new LinkedHashMap<>(16, 0.75f, true);

    public RulesetsInUse(ActiveRuleset active, RulesetArchive archive) {
        this.active = active;
        this.archive = archive;
    }

    /** Thrown for a revision under which this version cannot decide. */
    public static final class MissingRevisionException extends RuntimeException {

        private MissingRevisionException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /**
     * Holds a ruleset. It takes seconds if it has to be compiled.
     *
     * @throws NotReadyException if no ruleset is active yet
     * @throws MissingRevisionException if the record does not have the revision, or this version cannot compile it
     */
    public synchronized LoadedRuleset.LongHold hold(String revision) {
        LoadedRuleset.LongHold now = active.hold();
        if (now.active().ruleset().revision().equals(revision)) {
            return now;
        }
        now.close();
        LoadedRuleset other = others.get(revision);
        if (other == null) {
            while (others.size() >= MOST_OTHERS) {
                Objects.requireNonNull(others.remove(others.keySet().iterator().next()))
                        .retire();
            }
            other = compile(revision);
            others.put(revision, other);
        }
        return Objects.requireNonNull(other.hold(), "it is kept");
    }

    private LoadedRuleset compile(String revision) {
        RulesetFiles files = archive.files(revision)
                .orElseThrow(() -> new MissingRevisionException("The record has no revision `" + revision + "`."));
        if (!files.revision().equals(revision)) {
            throw new MissingRevisionException(
                    "The files of the revision `" + revision + "` were changed in the record.");
        }
        LOG.infof("The revision %s is compiled from the record to go on with work that began under it.", revision);
        try {
            return active.load(RulesetCompiler.compileUnchecked(files));
        } catch (InvalidRulesetException invalid) {
            LOG.errorf(invalid, "The revision %s, under which work began, cannot be compiled.", revision);
            throw new MissingRevisionException(
                    "The revision `" + revision + "` cannot be compiled by this version of the service.");
        }
    }

    /** Frees the rulesets that are kept besides the active one, each once nobody holds it. */
    @PreDestroy
    public synchronized void release() {
        others.values().forEach(LoadedRuleset::retire);
        others.clear();
    }
}
