package org.kentei.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                "＝1+1",
                "＋1",
                "－1",
                "＠x",
                "﹢1",
                " =1",
                "\u00a0=1",
                "\u3000＝1",
                "\ufeff=1",
                "\u200b\u2003-1",
                "\u0000@x"
            })
    void a_cell_that_could_be_a_formula_starts_with_an_apostrophe(String cell) {
        assertThat(Csv.line("x", cell)).matches("(?s)x,\"?'.*\r\n").contains("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "E-1024", "1-1", "a=b", "山田", "　全角", "'quoted'", "2026-03-31"})
    void every_other_cell_is_written_as_it_is(String cell) {
        assertThat(Csv.line(cell)).isEqualTo(cell + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00123",
                "1E5",
                "2026-04-01",
                "MAR1",
                "12/3",
                "E-1024",
                "1,5",
                "123456789012345678",
                ".5",
                "¥100",
                "１２３",
                "2026年1月",
                "山田1",
                "\u00a01",
                "true"
            })
    void a_kept_text_is_written_so_that_no_spreadsheet_changes_it(String id) {
        assertThat(Csv.line(Csv.keptText(id), "x")).isEqualTo("\"=\"\"" + id + "\"\"\",x\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\"&A1&\"", "=1", "1\nx", "yamada", "trues"})
    void a_text_that_a_spreadsheet_does_not_change_or_that_could_end_the_formula_is_an_ordinary_cell(String id) {
        assertThat(Csv.line(Csv.keptText(id))).isEqualTo(Csv.line(id));
    }

    @Test
    void cells_with_separators_are_quoted_and_null_is_empty() {
        assertThat(Csv.line("a,b", "say \"x\"", "two\nlines", null, 7))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,7\r\n");
    }
}
