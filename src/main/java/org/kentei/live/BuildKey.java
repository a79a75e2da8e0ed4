package org.kentei.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.kentei.rule.FactType;
import org.kentei.ruleset.Engine;

/** Tells the programs apart for which compiled rules hold: engine, service, Java and the facts that the rules look at. */
final class BuildKey {

    private static final int LENGTH = 16;

    private BuildKey() {}

    /** The key of this program. */
    static String of(String serviceVersion) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String versions = Engine.version()
                    + '\n'
                    + serviceVersion
                    + '\n'
                    + Runtime.version().feature()
                    + '\n';
            digest.update(versions.getBytes(StandardCharsets.UTF_8));
            // two builds may carry one version; rules compiled against other facts would fail only when they decide
            for (FactType fact : FactType.all()) {
                digest.update(classFile(fact.type()));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static byte[] classFile(Class<?> type) {
        try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return file == null ? new byte[0] : file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
