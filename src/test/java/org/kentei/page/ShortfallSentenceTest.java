package org.kentei.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.verdict.Shortfall;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Vocabulary;

/** What is missing, said to people in both languages, for every kind of condition. */
class ShortfallSentenceTest {

    private final Vocabulary vocabulary = RulesFolder.vocabulary();

    @Test
    void small_numbers_are_words_in_english() {
        says(
                shortfall("kinds >= 3", "kinds", 3L, 1L, 2L, "kinds", null),
                "Three kinds of contribution are required, one is there: two are missing.",
                "貢献3種類が必要ですが、1種類です。2種類不足しています。");
        says(
                shortfall("records >= 1", "records", 1L, 0L, 1L, "records", null),
                "One record of developing subordinates is required, none is there: one is missing.",
                "後進の育成の記録1件が必要ですが、0件です。1件不足しています。");
    }

    @Test
    void large_numbers_are_digits_with_their_units() {
        says(
                shortfall("months >= 36", "months", 36L, 35L, 1L, "months", null),
                "36 months of experience are required, 35 are there: 1 is missing.",
                "経験36か月が必要ですが、35か月です。1か月不足しています。");
        says(
                shortfall("months >= 12", "months", 12L, 0L, 12L, "months", null),
                "12 months of experience are required, none is there: 12 are missing.",
                "経験12か月が必要ですが、0か月です。12か月不足しています。");
        says(
                shortfall("longestRunMonths >= 12", "longestRunMonths", 12L, 7L, 5L, "months", null),
                "12 months without a break are required, 7 are there: 5 are missing.",
                "途切れない経験12か月が必要ですが、7か月です。5か月不足しています。");
        says(
                shortfall("headcount >= 250", "headcount", 250L, 20L, 230L, "persons", "P-1"),
                "In project P-1, 250 persons at peak are required, 20 are there: 230 are missing.",
                "プロジェクト「P-1」では、ピーク時の要員250人が必要ですが、20人です。230人不足しています。");
        says(
                shortfall(
                        "annualContractValue >= 100e6",
                        "annualContractValue",
                        100_000_000L,
                        99_999_999L,
                        1L,
                        "yen",
                        null),
                "A contract value of 100,000,000 yen a year is required, 99,999,999 yen is there: 1 yen is missing.",
                "年間契約金額100,000,000円が必要ですが、99,999,999円です。1円不足しています。");
        says(
                shortfall("criteria >= 4", "criteria", 4L, 3L, 1L, "criteria", null),
                "Four complexity criteria are required, three are there: one is missing.",
                "複雑性4項目が必要ですが、3項目です。1項目不足しています。");
    }

    @Test
    void a_number_that_is_not_stated_is_reported_as_not_stated() {
        says(
                shortfall("annualUsers >= 3000", "annualUsers", 3000L, null, 3000L, "users", null),
                "3,000 users a year are required, and nothing is stated.",
                "年間利用者3,000人が必要ですが、記載がありません。");
    }

    @Test
    void every_comparison_of_numbers_has_its_words() {
        says(
                shortfall("headcount < 75", "headcount", 75L, 80L, 6L, "persons", null),
                "Less than 75 persons at peak are required, 80 are there: 6 too many.",
                "ピーク時の要員75人未満であることが必要ですが、80人です。6人超えています。");
        says(
                shortfall("headcount <= 75", "headcount", 75L, 80L, 5L, "persons", null),
                "At most 75 persons at peak are allowed, 80 are there: 5 too many.",
                "ピーク時の要員75人以下であることが必要ですが、80人です。5人超えています。");
        says(
                shortfall("headcount > 75", "headcount", 75L, 75L, 1L, "persons", null),
                "More than 75 persons at peak are required, 75 are there: 1 is missing.",
                "ピーク時の要員75人を超えることが必要ですが、75人です。1人不足しています。");
        says(
                shortfall("kinds == 7", "kinds", 7L, 2L, 5L, "kinds", null),
                "Exactly seven kinds of contribution are required, two are there.",
                "貢献7種類ちょうどであることが必要ですが、2種類です。");
    }

    @Test
    void two_properties_are_compared_by_their_names() {
        says(
                shortfall("complexityLevel >= level", "complexityLevel", 4L, 3L, 1L, "levels", "P-1"),
                "In project P-1, the level of complexity must be at least the level (4); it is 3.",
                "プロジェクト「P-1」では、複雑性のレベルはレベル（4）以上であることが必要ですが、3です。");
        says(
                shortfall("headcount >= annualUsers", "headcount", "annualUsers", null, null, "persons", null),
                "Persons at peak must be at least the annual users (not stated); it is not stated.",
                "ピーク時の要員数は年間利用者数（記載なし）以上であることが必要ですが、記載なしです。");
    }

    @Test
    void codes_go_by_their_labels() {
        says(
                shortfall(
                        "accomplishments contains \"SECURITY\"",
                        "accomplishments",
                        "SECURITY",
                        List.of("SERVICE_LEVEL"),
                        null,
                        null,
                        "P-1"),
                "In project P-1, the accomplishment “Assured security” is required and is not there.",
                "プロジェクト「P-1」では、実績「安全性の確保」が必要ですが、ありません。");
        says(
                shortfall("role.atLeast(\"LEADER\")", "role", "LEADER", "MEMBER", null, null, null),
                "The role “Leader of a team” or a higher one is required, “Member” is there.",
                "役割は「チームリーダー」以上が必要ですが、「メンバー」です。");
        says(
                shortfall("depth.atLeast(\"LEADS_INDUSTRY\")", "depth", "LEADS_INDUSTRY", null, null, null, null),
                "The depth “Leads the industry” or a higher one is required, and none is there.",
                "専門性の深さは「業界をリード」以上が必要ですが、記載がありません。");
        says(
                shortfall("area == \"SOFTWARE\"", "area", "SOFTWARE", "HARDWARE", null, null, null),
                "The area “Software” is required, “Hardware” is there.",
                "領域は「ソフトウェア」が必要ですが、「ハードウェア」です。");
        says(
                shortfall("phases contains \"UNKNOWN\"", "phases", "UNKNOWN", List.of(), null, null, null),
                "The phase “UNKNOWN” is required and is not there.",
                "工程「UNKNOWN」が必要ですが、ありません。");
    }

    @Test
    void a_required_flag_has_a_sentence_of_its_own() {
        says(
                shortfall("successful", "successful", true, false, null, null, "P-1"),
                "In project P-1, the project must be successful; it is not stated as successful.",
                "プロジェクト「P-1」では、成功したプロジェクトであることが必要です。");
        says(
                shortfall("begun", "begun", true, false, null, null, null),
                "The project must begin on or before the as-of date.",
                "基準日までに開始していることが必要です。");
        says(
                shortfall("!asksSize", "asksSize", false, true, null, null, null),
                "Asks size must be “no”.",
                "サイズの要否は「いいえ」であることが必要です。");
    }

    @Test
    void a_project_id_is_shown_as_it_is() {
        assertThat(said(Language.EN, shortfall("kinds >= 3", "kinds", 3L, 1L, 2L, "kinds", "{sentence} \"$1\"")))
                .startsWith("In project {sentence} \"$1\", three kinds");
    }

    private void says(Shortfall shortfall, String english, String japanese) {
        assertThat(said(Language.EN, shortfall)).isEqualTo(english);
        assertThat(said(Language.JA, shortfall)).isEqualTo(japanese);
    }

    private String said(Language language, Shortfall shortfall) {
        return new ShortfallSentence(new Labels(vocabulary, language), language).of(shortfall);
    }

    private static Shortfall shortfall(
            String condition,
            String property,
            Object required,
            @Nullable Object actual,
            @Nullable Long missing,
            @Nullable String unit,
            @Nullable String projectId) {
        return new Shortfall(
                Criterion.SIZE,
                1,
                "OM7.SIZE",
                "OM7 size",
                condition,
                property,
                required,
                actual,
                missing,
                unit,
                projectId);
    }
}
