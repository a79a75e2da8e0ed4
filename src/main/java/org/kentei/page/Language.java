package org.kentei.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A language that pages are written in. Its own words stand in one file, the labels of codes in the vocabulary. */
public enum Language {
    EN,
    JA;

    private final Map<String, String> words = Collections.unmodifiableMap(read());

    /** The language asked for by its code, else the first one acceptable, else English. */
    public static Language of(@Nullable String asked, List<Locale> acceptable) {
        for (Language language : values()) {
            if (language.code().equals(asked)) {
                return language;
            }
        }
        for (Locale locale : acceptable) {
            for (Language language : values()) {
                if (language.code().equals(locale.getLanguage())) {
                    return language;
                }
            }
        }
        return EN;
    }

    /** Its code in HTML. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other one. */
    public Language other() {
        return this == EN ? JA : EN;
    }

    /** The pages' own words by their keys. */
    public Map<String, String> words() {
        return words;
    }

    /** One of the pages' own words; the alternative where the file has none. */
    public String word(String key, String otherwise) {
        return words.getOrDefault(key, otherwise);
    }

    private Map<String, String> read() {
        Properties properties = new Properties();
        try (InputStream file = Language.class.getResourceAsStream("/messages/pages_" + code() + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("This build of Kentei lacks the words of its pages");
            }
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> read = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
        return read;
    }
}
