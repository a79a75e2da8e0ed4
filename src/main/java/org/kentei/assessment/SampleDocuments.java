package org.kentei.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.EvaluationLimitException;
import org.kentei.ruleset.Ruleset;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Vocabulary;

/**
 * Makes the dictionary of a ruleset: the documents of the example candidate, and before them the codes and the rules that the
 * example may not have. Nothing in it is of a real person.
 */
final class SampleDocuments {

    private static final Logger LOG = Logger.getLogger(SampleDocuments.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** After the as-of date of the example. It is fixed, so that every start makes the same dictionary. */
    private static final Instant TIME = Instant.parse("2026-04-01T00:00:00Z");

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private SampleDocuments() {}

    static DocumentDictionary of(Ruleset ruleset, CandidateReader reader) {
        DecisionContext under =
                new DecisionContext(new UUID(0, 0), TIME, new Client("client", "127.0.0.1"), RunningVersion.current());
        String codes = codes(ruleset.vocabulary());
        try {
            Decision example = Decision.of(
                    ruleset.revision(),
                    reader.at(TIME),
                    candidate -> ruleset.decide(candidate, DEADLINE),
                    JSON.writeValueAsBytes(JSON.readTree(ExampleCandidate.json())),
                    under);
            String firings = example.firingRecord();
            return DocumentDictionary.of(Map.of(
                    DocumentType.CANDIDATE,
                    codes + example.facts(),
                    DocumentType.FIRINGS,
                    rules(ruleset.rules().stream().filter(rule -> !firings.contains(rule.name()))) + firings,
                    DocumentType.RESULT,
                    example.result()));
        } catch (InvalidCandidateException | EvaluationLimitException ofAnotherVocabulary) {
            return withoutExample(ruleset, codes);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("The example candidate cannot be decided, so documents are stored with more bytes.", failed);
            return withoutExample(ruleset, codes);
        }
    }

    private static DocumentDictionary withoutExample(Ruleset ruleset, String codes) {
        String rules = rules(ruleset.rules().stream());
        return DocumentDictionary.of(
                Map.of(DocumentType.CANDIDATE, codes, DocumentType.FIRINGS, rules, DocumentType.RESULT, rules));
    }

    private static String codes(Vocabulary vocabulary) {
        return Stream.of(CodeList.values())
                .flatMap(list -> vocabulary.codes(list).stream())
                .map(code -> "\"" + code + "\",")
                .collect(Collectors.joining());
    }

    /** Rules as firing records name them. */
    private static String rules(Stream<RuleText> rules) {
        return rules.map(rule -> "\"rule\":" + quoted(rule.name()) + ",\"clause\":" + quoted(rule.clause())
                        + ",\"file\":" + quoted(rule.file()) + ",")
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
