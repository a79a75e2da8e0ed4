package org.kentei.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.hash.Hash;
import org.kentei.log.LogEntry.AssessmentEntry;

class CanonicalJsonTest {

    private static final List<String> UNUSUAL =
            List.of("\"", "\\", "\n", "\u0000", "\u001f", "\u007f", "\u0080", "é", "検", "😀", "\u2028", "</");

    @Test
    void the_sample_of_rfc_8785_comes_out_as_printed_there() {
        String sample = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """;
        assertThat(CanonicalJson.of(sample))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void properties_are_sorted_by_utf_16_as_in_rfc_8785() {
        String sample = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """;
        assertThat(CanonicalJson.of(sample))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000,0",
        "8000000000000000,0",
        "0000000000000001,5e-324",
        "8000000000000001,-5e-324",
        "7fefffffffffffff,1.7976931348623157e+308",
        "4340000000000000,9007199254740992",
        "c340000000000000,-9007199254740992",
        "4430000000000000,295147905179352830000",
        "44b52d02c7e14af5,9.999999999999997e+22",
        "44b52d02c7e14af6,1e+23",
        "444b1ae4d6e2ef4f,999999999999999900000",
        "444b1ae4d6e2ef50,1e+21",
        "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d,0.000001",
        "41b3de4355555555,333333333.3333333"
    })
    void numbers_are_written_as_in_the_samples_of_rfc_8785(String bits, String written) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(CanonicalJson.of("[" + number + "]")).isEqualTo("[" + written + "]");
    }

    @Test
    void the_entry_of_an_assessment_is_canonical_and_says_everything_whatever_texts_it_has() {
        Random random = new Random(8785);
        for (int count = 0; count < 2000; count++) {
            AssessmentEntry entry = new AssessmentEntry(
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1000L),
                    new UUID(random.nextLong(), random.nextLong()),
                    text(random),
                    new ServiceVersion(text(random), text(random)),
                    new Client(random.nextBoolean() ? text(random) : null, random.nextBoolean() ? text(random) : null),
                    Stream.of(DocumentType.values())
                            .collect(Collectors.toMap(
                                    part -> part, part -> Hash.of(new byte[] {(byte) random.nextInt()}))));
            long index = random.nextLong() >>> 1 + random.nextInt(62);
            String written = entry.canonical(index);

            assertThat(CanonicalJson.of(written)).isEqualTo(written);
            assertThat(LogEntry.parse(written, index)).isEqualTo(entry);
            assertThat(CanonicalJson.read(written).get("index").asDouble()).isEqualTo((double) index);
            assertThat(CanonicalJson.read(written)).hasSize(9);
        }
    }

    /** Mostly plain, and sometimes with a character that is escaped or long. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int place = random.nextInt(12); place > 0; place--) {
            text.append(
                    random.nextInt(40) == 0
                            ? UNUSUAL.get(random.nextInt(UNUSUAL.size()))
                            : String.valueOf((char) (' ' + random.nextInt(0x5f))));
        }
        return text.toString();
    }

    @Test
    void an_object_in_canonical_form_is_read() {
        assertThat(CanonicalJson.read("{\"a\":1,\"b\":\"é\"}").get("b").textValue())
                .isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"b\":1,\"a\":2}",
                "{\"a\": 1}",
                "{\"a\":1.0}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":1}\n",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1}x",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":NaN}"
            })
    void any_other_form_is_refused(String other) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.read(other));
    }
}
