package org.kentei.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.files.JarFiles;

/** A language of the pages. Its texts are in one file; the labels of codes are in the vocabulary. */
public enum Language {
    EN,
    JA;

    private final Map<String, String> words = Collections.unmodifiableMap(read());

    /**
     * The language chosen by its code, else the first acceptable one, else English.
     *
     * @param chosen a language's code, or anything else for no choice
     * @param accepted the value of a header {@code Accept-Language}; one that is not valid counts as missing
     */
    public static Language of(@Nullable String chosen, @Nullable String accepted) {
        for (Language language : values()) {
            if (language.code().equals(chosen)) {
                return language;
            }
        }
        List<LanguageRange> ranges = ranges(accepted);
        Set<String> refused = ranges.stream()
                .filter(range -> range.getWeight() == 0)
                .map(Language::primary)
                .collect(Collectors.toSet());
        return ranges.stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> Stream.of(values())
                        .filter(language -> language.code().equals(primary(range))
                                || primary(range).equals("*")))
                .filter(language -> !refused.contains(language.code()))
                .findFirst()
                .orElse(EN);
    }

    private static List<LanguageRange> ranges(@Nullable String accepted) {
        try {
            return accepted == null || accepted.isBlank() ? List.of() : LanguageRange.parse(accepted);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException invalid) {
            // the JDK's parser throws the second for ranges made of hyphens
            return List.of();
        }
    }

    private static String primary(LanguageRange range) {
        return range.getRange().split("-", 2)[0];
    }

    /** Its code in HTML. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other one. */
    public Language other() {
        return this == EN ? JA : EN;
    }

    /** The texts of the pages by their keys. */
    public Map<String, String> words() {
        return words;
    }

    /** A text of the pages, or the alternative if there is none. */
    public String word(String key, String otherwise) {
        return words.getOrDefault(key, otherwise);
    }

    private Map<String, String> read() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(JarFiles.text("messages/pages_" + code() + ".properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, String> read = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
        return read;
    }
}
