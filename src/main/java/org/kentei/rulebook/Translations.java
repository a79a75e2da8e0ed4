package org.kentei.rulebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kentei.page.Language;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import org.kentei.source.YamlMapping;
import org.kentei.source.YamlMapping.YamlText;

/**
 * The texts of a ruleset in Japanese, from its file {@value #FILE_NAME}. A text is found by its English words, so a text that
 * was changed is shown in English until its translation is changed too.
 */
public final class Translations {

    static final String FILE_NAME = "japanese.yaml";

    private static final String ENTRIES = "translations";
    private static final String TEXT = "text";
    private static final String JAPANESE = "japanese";

    /** A translation, with the line of its English text. */
    private record Translation(String japanese, int line) {}

    private final Map<String, Translation> byText;

    private Translations(Map<String, Translation> byText) {
        this.byText = byText;
    }

    /** Reads the translations of a ruleset; a ruleset may have none. Mistakes are added by file and line. */
    public static Translations read(RulesetFiles files, List<Mistake> mistakes) {
        Map<String, Translation> byText = new LinkedHashMap<>();
        byte[] bytes = files.byName().get(FILE_NAME);
        YamlMapping file = bytes == null ? null : YamlMapping.read(FILE_NAME, bytes, mistakes);
        if (file != null) {
            file.allow(Set.of(ENTRIES));
            file.each(ENTRIES, Set.of(TEXT, JAPANESE), entry -> {
                YamlText text = entry.text(TEXT);
                Translation translation = new Translation(entry.text(JAPANESE).value(), text.line());
                if (!text.value().isBlank() && byText.putIfAbsent(text.value(), translation) != null) {
                    entry.mistake(text.line(), "The text `" + text.value() + "` is translated twice.");
                }
            });
        }
        return new Translations(byText);
    }

    /** A text in a language; in English if it has no translation. */
    String of(String text, Language language) {
        Translation found = language == Language.JA ? byText.get(text) : null;
        return found == null ? text : found.japanese();
    }

    /** Whether a text has a translation. */
    boolean has(String text) {
        return byText.containsKey(text);
    }

    /** The translations of texts that the rules do not have, or no longer. */
    List<Mistake> unused(Set<String> texts) {
        List<Mistake> unused = new ArrayList<>();
        byText.forEach((text, translation) -> {
            if (!texts.contains(text)) {
                unused.add(new Mistake(
                        FILE_NAME,
                        translation.line(),
                        "No paraphrase and no `clauses.yaml` has the text `" + text
                                + "`. If its words were changed, change them here too, with their translation."));
            }
        });
        return unused;
    }
}
