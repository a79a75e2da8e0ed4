package org.kentei;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kentei.ruleset.RulesetFiles;

/** The project's own rules with something about them changed. */
public final class EditedRules {

    private final SortedMap<String, byte[]> files =
            new TreeMap<>(RulesFolder.files().byName());

    /** Puts a text in the place of another; the file has to hold that one. */
    public EditedRules with(String file, String text, String instead) {
        String before = new String(files.get(file), StandardCharsets.UTF_8);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold " + text);
        }
        files.put(file, before.replace(text, instead).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Takes a rule away, from the line that begins it to the one that ends it. */
    public EditedRules withoutRule(String file, String nameBegins) {
        String before = new String(files.get(file), StandardCharsets.UTF_8);
        int start = before.indexOf("rule \"" + nameBegins);
        int end = before.indexOf("\nend\n", start);
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException(file + " holds no rule that begins with " + nameBegins);
        }
        String after = before.substring(0, start) + before.substring(end + "\nend\n".length());
        files.put(file, after.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public EditedRules without(String file) {
        files.remove(file);
        return this;
    }

    public RulesetFiles files() {
        return new RulesetFiles(files);
    }

    /** Writes them into a folder. */
    public Path into(Path folder) {
        try {
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            return folder;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
