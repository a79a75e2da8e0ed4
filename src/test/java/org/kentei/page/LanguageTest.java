package org.kentei.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ja|JA",
                "ja-JP|JA",
                "JA|JA",
                "en;q=0.8, ja;q=0.9|JA",
                "fr, ja;q=0.1|JA",
                "en, ja|EN",
                "---|EN",
                "ja;q=0|EN",
                "ja;q=0, *|EN",
                "en;q=0, *|JA",
                "ja;q=0.0, ja-JP;q=0|EN",
                "ja;q=0, en;q=0|EN",
                "*|EN",
                "fr|EN",
                "''|EN",
                "ja;q=x|EN",
                ";;|EN"
            })
    void the_first_acceptable_language_is_taken(String accepted, Language language) {
        assertThat(Language.of(null, accepted)).isEqualTo(language);
        assertThat(Language.of("fr", accepted)).isEqualTo(language);
    }

    @Test
    void a_chosen_language_comes_before_the_browsers() {
        assertThat(Language.of("ja", "en")).isEqualTo(Language.JA);
        assertThat(Language.of("en", "ja")).isEqualTo(Language.EN);
        assertThat(Language.of(null, null)).isEqualTo(Language.EN);
    }
}
