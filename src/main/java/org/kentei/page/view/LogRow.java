package org.kentei.page.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.LogEntry.ApiKeyEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.LogEntry.KeyEntry;
import org.kentei.log.LogEntry.ProposalEntry;

/**
 * An entry of the log as its page shows it.
 *
 * @param kind the key of the words for what happened
 * @param time null for an entry that cannot be read
 * @param assessments the assessments it speaks of
 * @param revision the ruleset revision it speaks of; empty for none
 * @param entry the entry itself
 */
public record LogRow(
        long index, String kind, @Nullable Instant time, List<UUID> assessments, String revision, String entry) {

    /** Reads an entry. One that is not valid is shown too. */
    public static LogRow of(long index, String entry) {
        LogEntry read;
        try {
            read = LogEntry.parse(entry, index);
        } catch (IllegalArgumentException wrong) {
            return new LogRow(index, "log.unreadable", null, List.of(), "", entry);
        }
        if (read instanceof AssessmentEntry assessed) {
            return new LogRow(
                    index,
                    "log.assessment",
                    read.time(),
                    List.of(assessed.assessmentId()),
                    assessed.rulesetRevision(),
                    entry);
        }
        if (read instanceof IngestionEntry ingested) {
            return new LogRow(index, "log.ingestion", read.time(), List.of(), ingested.rulesetRevision(), entry);
        }
        if (read instanceof ErasureEntry erased) {
            return new LogRow(index, "log.erasure", read.time(), erased.assessmentIds(), "", entry);
        }
        if (read instanceof ActivationEntry activated) {
            return new LogRow(index, "log.activation", read.time(), List.of(), activated.rulesetRevision(), entry);
        }
        if (read instanceof ProposalEntry proposal) {
            return new LogRow(
                    index,
                    "log.proposal." + proposal.step().name().toLowerCase(Locale.ROOT),
                    read.time(),
                    List.of(),
                    proposal.rulesetRevision(),
                    entry);
        }
        if (read instanceof ApiKeyEntry) {
            return new LogRow(index, "log.apiKey", read.time(), List.of(), "", entry);
        }
        return new LogRow(
                index, read instanceof KeyEntry ? "log.key" : "log.unreadable", read.time(), List.of(), "", entry);
    }
}
