package org.kentei.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes mistakes and warnings in the Static Analysis Results Interchange Format (SARIF), version 2.1.0. */
final class Sarif {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    /**
     * A mistake or a warning.
     *
     * @param kind its stable name
     * @param error whether it is a mistake
     * @param line 0 for the whole file
     */
    record SarifResult(String kind, boolean error, String file, int line, String reason) {}

    private Sarif() {}

    /** The results of one run as a log file. */
    static String log(Path folder, List<SarifResult> results) {
        List<String> kinds =
                results.stream().map(SarifResult::kind).distinct().sorted().toList();
        Map<String, Object> driver = map(
                "name",
                "kentei",
                "rules",
                kinds.stream()
                        .map(kind -> map(
                                "id",
                                kind,
                                "shortDescription",
                                map(
                                        "text",
                                        kind.toLowerCase(java.util.Locale.ROOT).replace('_', ' '))))
                        .toList());
        Map<String, Object> run = map(
                "tool",
                map("driver", driver),
                "columnKind",
                "utf16CodeUnits",
                "results",
                results.stream().map(result -> result(folder, result, kinds)).toList());
        return CommandFiles.json(map("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run)));
    }

    private static Map<String, Object> result(Path folder, SarifResult result, List<String> kinds) {
        Map<String, Object> place = map("artifactLocation", map("uri", uri(folder.resolve(result.file()))));
        if (result.line() > 0) {
            place.put("region", map("startLine", result.line()));
        }
        return map(
                "ruleId",
                result.kind(),
                "ruleIndex",
                kinds.indexOf(result.kind()),
                "level",
                result.error() ? "error" : "warning",
                "message",
                map("text", result.reason()),
                "locations",
                List.of(map("physicalLocation", place)));
    }

    /** A relative address stays relative, so that a code forge finds the file in the repository. */
    private static String uri(Path file) {
        try {
            String path = file.normalize().toString().replace('\\', '/');
            return file.isAbsolute()
                    ? new URI("file", "", path, null).toString()
                    : new URI(null, null, path, null).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("Every path can be written as an address", impossible);
        }
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int place = 0; place < namesAndValues.length; place += 2) {
            map.put((String) namesAndValues[place], namesAndValues[place + 1]);
        }
        return map;
    }
}
