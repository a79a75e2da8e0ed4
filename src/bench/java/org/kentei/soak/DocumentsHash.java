package org.kentei.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.ruleset.Ruleset;

/**
 * Prints a hash over all documents of the worked cases, and one for each file of candidates. Two builds that print the same
 * hashes decide and write byte for byte the same. Call it with files that have one candidate on a line.
 */
public final class DocumentsHash {

    private static final Instant TIME = Instant.parse("2026-04-01T00:00:00Z");
    private static final DecisionContext UNDER = new DecisionContext(
            new UUID(0, 1), TIME, new Client("bench", "127.0.0.1"), new ServiceVersion("kentei", "drools"));

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.fixed(TIME, ZoneOffset.UTC));
    private final MessageDigest hash = MessageDigest.getInstance("SHA-256");
    private int count;

    private DocumentsHash() throws NoSuchAlgorithmException {}

    /** @param files further candidates */
    public static void main(String[] files) throws IOException, NoSuchAlgorithmException {
        Logger.getLogger("").setLevel(Level.INFO);
        DocumentsHash documents = new DocumentsHash();
        WorkedCase.all().forEach(one -> documents.add(one.body()));
        documents.print("worked cases");
        for (String file : files) {
            try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    documents.add(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            documents.print(file);
        }
    }

    private void add(byte[] body) {
        Decision decision = Decision.of(ruleset.revision(), reader, ruleset::decide, body, UNDER);
        add(decision.result());
        add(decision.firingRecord());
        add(decision.compactResult());
        count++;
    }

    private void add(String document) {
        hash.update(document.getBytes(StandardCharsets.UTF_8));
        hash.update((byte) '\n');
    }

    private void print(String name) {
        System.out.println(
                count + " documents of " + name + ": " + HexFormat.of().formatHex(hash.digest()));
        count = 0;
    }
}
