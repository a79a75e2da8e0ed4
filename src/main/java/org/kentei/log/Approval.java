package org.kentei.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Two people agreed that a revision may decide: what they saw when they did.
 *
 * @param proposedBy who answers for the edit
 * @param confirmedBy who confirmed it, at the time of the entry
 * @param replaces the revision that was active until then
 * @param changes the clauses that differ, at most {@value #MOST_CHANGES}
 * @param moreChanges how many more clauses differ
 * @param decidingNothing differences that cannot affect verdicts, one sentence each
 */
public record Approval(
        Client proposedBy,
        Instant proposedAt,
        Client confirmedBy,
        String replaces,
        List<ChangedClause> changes,
        int moreChanges,
        List<String> decidingNothing,
        Impact impact) {

    /** An edit that changes more clauses is a new ruleset; `kentei diff` shows all of it at any time. */
    public static final int MOST_CHANGES = 100;

    /**
     * A clause that differs.
     *
     * @param subject the clause, or the place in the vocabulary
     * @param file its file, relative to the rules folder
     * @param words the differences, one sentence each
     * @param rises whether a level can rise by it: {@code YES}, {@code NO} or {@code NOT_FOUND}
     * @param falls whether a level can fall by it
     */
    public record ChangedClause(String subject, String file, List<String> words, String rises, String falls) {}

    /**
     * How many of the recorded candidates would get another level.
     *
     * @param complete whether all recorded candidates were compared
     * @param candidates how many were compared
     * @param withinField those whose certified level stays and whose level in a field differs
     * @param refused those whom one of the revisions refuses
     */
    public record Impact(boolean complete, long candidates, long rise, long fall, long withinField, long refused) {}

    void putInto(ObjectNode json) {
        json.set("proposedBy", json(json, proposedBy));
        json.put("proposedAt", proposedAt.toString());
        json.set("confirmedBy", json(json, confirmedBy));
        json.put("replaces", replaces);
        ObjectNode diff = json.putObject("diff");
        ArrayNode clauses = diff.putArray("clauses");
        changes.forEach(change -> {
            ObjectNode clause = clauses.addObject();
            clause.put("subject", change.subject()).put("file", change.file());
            change.words().forEach(clause.putArray("words")::add);
            clause.put("rises", change.rises()).put("falls", change.falls());
        });
        diff.put("moreClauses", moreChanges);
        decidingNothing.forEach(diff.putArray("decidingNothing")::add);
        json.putObject("impact")
                .put("complete", impact.complete())
                .put("candidates", impact.candidates())
                .put("rise", impact.rise())
                .put("fall", impact.fall())
                .put("withinField", impact.withinField())
                .put("refused", impact.refused());
    }

    private static ObjectNode json(ObjectNode parent, Client client) {
        return parent.objectNode().put("name", client.name()).put("address", client.address());
    }

    /** Reads what {@link #putInto} writes. What is missing shows when the whole entry is compared with its text. */
    static Approval read(JsonNode json) {
        List<ChangedClause> changes = new ArrayList<>();
        json.at("/diff/clauses")
                .forEach(clause -> changes.add(new ChangedClause(
                        clause.path("subject").asText(),
                        clause.path("file").asText(),
                        texts(clause.path("words")),
                        clause.path("rises").asText(),
                        clause.path("falls").asText())));
        JsonNode impact = json.path("impact");
        return new Approval(
                client(json.path("proposedBy")),
                Instant.parse(json.path("proposedAt").asText()),
                client(json.path("confirmedBy")),
                json.path("replaces").asText(),
                changes,
                json.at("/diff/moreClauses").intValue(),
                texts(json.at("/diff/decidingNothing")),
                new Impact(
                        impact.path("complete").booleanValue(),
                        impact.path("candidates").longValue(),
                        impact.path("rise").longValue(),
                        impact.path("fall").longValue(),
                        impact.path("withinField").longValue(),
                        impact.path("refused").longValue()));
    }

    private static Client client(JsonNode json) {
        return new Client(json.path("name").textValue(), json.path("address").textValue());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
