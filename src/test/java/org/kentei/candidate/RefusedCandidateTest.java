package org.kentei.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.kentei.candidates.CandidateExamples.FULL;
import static org.kentei.candidates.CandidateExamples.bytes;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.candidates.CandidateExamples;
import org.kentei.page.FaultSentence;
import org.kentei.page.Language;

class RefusedCandidateTest {

    private final CandidateReader reader = CandidateExamples.reader();

    /** What the full candidate has, what it gets instead, where the fault is and a piece of its detail. */
    static Stream<Arguments> spoiledPieces() {
        return Stream.of(
                // required
                arguments("\"candidateId\": \"E-1024\",", "", "/candidateId", "`candidateId` is required"),
                arguments("\"role\": \"MEMBER\",", "", "/projects/1/role", "`role` is required"),
                arguments("\"projectId\": \"P-1\",", "", "/projects/0/projectId", "required"),
                arguments("\"successful\": true,", "", "/projects/0/successful", "required"),
                arguments("\"from\": \"2021-04-01\",", "", "/projects/0/from", "required"),
                arguments("\"LEADS_INDUSTRY\"", "null", "/specialties/1/depth", "is required; it cannot be `null`"),
                arguments("\"method\": \"OTHER\",", "", "/subordinateDevelopment/1/method", "required"),
                arguments(", \"passedOn\": \"2008-06-20\"", "", "/examinations/0/passedOn", "required"),
                // null
                arguments("\"SECURITY\"", "null", "/projects/0/accomplishments/1", "given is `null`"),
                // unknown
                arguments("\"headcount\"", "\"headCount\"", "/projects/0/headCount", "Did you mean `headcount`?"),
                arguments("\"asOf\"", "\"as_of\"", "/as_of", "Did you mean `asOf`?"),
                arguments("\"role\": \"MEMBER\"", "\"role\": \"MEMBER\", \"~a/b\": {}", "/projects/1/~0a~1b", "`~a/b`"),
                arguments(
                        "\"kind\": \"BOOK\", \"specialtyField\": \"OPERATIONS\"",
                        "\"kind\": \"BOOK\", \"colour\": 1, \"specialtyField\": \"OPERATIONS\"",
                        "/contributions/1/colour",
                        "the properties are `kind`, `specialtyField`, `date`, `title`."),
                arguments(
                        "\"RESPONSIBLE_FOR_WHOLE\"",
                        "\"RESPONSIBLE_FOR_HOLE\"",
                        "/projects/0/role",
                        "one of `MEMBER`, `LEADER`, `RESPONSIBLE`, `RESPONSIBLE_FOR_CUSTOMERS`,"
                                + " `RESPONSIBLE_FOR_WHOLE`; given is the string `RESPONSIBLE_FOR_HOLE`. Did you mean `RESPONSIBLE_FOR_WHOLE`?"),
                arguments("\"PLANNING\"", "\"planning\"", "/projects/0/phases/0", "Did you mean `PLANNING`?"),
                arguments("\"SERVICE_LEVEL\"", "\"FAME\"", "/projects/0/accomplishments/0", "`SERVICE_LEVEL`"),
                arguments("\"COMPLEX_OPERATING_SYSTEM\"", "\"\"", "/projects/0/complexity/1", "given is the string ``"),
                arguments(
                        "\"OPERATIONS_MANAGEMENT\"",
                        "\"IT_SERVICE_MANAGEMENT\"",
                        "/projects/0/specialtyField",
                        "one of `OPERATIONS_MANAGEMENT`"),
                arguments("\"AP\"", "\"AQ\"", "/examinations/0/code", "`AP`"),
                arguments("\"MENTORING\"", "\"TEACHING\"", "/subordinateDevelopment/0/method", "`COACHING`"),
                arguments(
                        "\"IT_SERVICE_MANAGEMENT\"",
                        "\"EDUCATION\"",
                        "/contributions/0/specialtyField",
                        "`IT_SERVICE_MANAGEMENT`"),
                arguments("\"SOFTWARE\"", "\"TECHNOLOGY\"", "/specialties/0/area", "an area of `OPERATIONS`"),
                arguments("\"TECHNOLOGY\"", "\"TECHNOLOGIE\"", "/specialties/1/area", "Did you mean `TECHNOLOGY`?"),
                // types
                arguments("260", "60.9", "/projects/0/headcount", "whole number from 0 to 1000000"),
                arguments("260", "\"60\"", "/projects/0/headcount", "given is the string `60`"),
                arguments("260", "1e3", "/projects/0/headcount", "given is the number `1e3`"),
                arguments("260", "60.0", "/projects/0/headcount", "in digits only"),
                arguments("260", "true", "/projects/0/headcount", "given is `true`"),
                arguments("260", "[260]", "/projects/0/headcount", "given is a list"),
                arguments("true", "\"true\"", "/projects/0/successful", "`true` or `false`"),
                arguments("true", "1", "/projects/0/successful", "`true` or `false`"),
                arguments("\"E-1024\"", "1024", "/candidateId", "must be a string; given is the number `1024`"),
                arguments("\"Payment operations, 24 hours\"", "{}", "/projects/0/title", "given is an object"),
                arguments("\"PLANNING\"", "7", "/projects/0/phases/0", "Each entry of `phases` must be one of"),
                arguments("[\"PLANNING\", \"IMPLEMENTATION\"]", "\"PLANNING\"", "/projects/0/phases", "must be a list"),
                arguments(
                        "{ \"code\": \"AP\", \"passedOn\": \"2008-06-20\" }",
                        "\"AP\"",
                        "/examinations/0",
                        "Each entry of `examinations` must be an object"),
                arguments("\"2026-03-31\"", "20260331", "/asOf", "year, month and day"),
                // sizes
                arguments("260", "-1", "/projects/0/headcount", "given is the number `-1`"),
                arguments("260", "1000001", "/projects/0/headcount", "from 0 to 1000000"),
                arguments("2600000000", "1000000000000001", "/projects/0/annualContractValue", "1000000000000000"),
                arguments("2600000000", "99999999999999999999", "/projects/0/annualContractValue", "from 0"),
                arguments("12000", "10000000001", "/projects/0/annualUsers", "10000000000"),
                arguments("\"persons\": 3", "\"persons\": 1000001", "/subordinateDevelopment/0/persons", "1000000"),
                arguments("260", "1".repeat(5000), "/projects/0/headcount", "at most 20 characters"),
                arguments("E-1024", "x".repeat(101), "/candidateId", "at most 100 characters; given are 101"),
                arguments("P-2", "x".repeat(101), "/projects/1/projectId", "at most 100 characters"),
                arguments("運用入門", "本".repeat(501), "/contributions/0/title", "at most 500 characters"),
                arguments("\"PLANNING\"", codes(100), "/projects/0/phases", "at most 100 entries; given are 101"),
                arguments(
                        "\"examinations\": [",
                        "\"examinations\": [" + examinations(99),
                        "/examinations",
                        "at most 100 entries; given are 101"),
                // ids
                arguments("E-1024", "", "/candidateId", "must not be blank"),
                arguments("P-1", " \u3000\u00a0", "/projects/0/projectId", "must not be blank"),
                arguments("P-2", "P-1", "/projects/1/projectId", "`P-1` is used by an earlier one"),
                // dates
                arguments("2021-04-01", "2021-02-30", "/projects/0/from", "a valid calendar date"),
                arguments("2021-04-01", "2021-13-01", "/projects/0/from", "given is the string `2021-13-01`"),
                arguments("2021-04-01", "2021-4-1", "/projects/0/from", "such as `2026-03-31`"),
                arguments("2021-04-01", "2021-04-01T00:00:00Z", "/projects/0/from", "such as `2026-03-31`"),
                arguments("2021-04-01", "２０２１-04-01", "/projects/0/from", "such as `2026-03-31`"),
                arguments("2021-04-01", "-2021-04-01", "/projects/0/from", "such as `2026-03-31`"),
                arguments("2021-04-01", "+12021-04-01", "/projects/0/from", "such as `2026-03-31`"),
                arguments("2021-04-01", "1899-12-31", "/projects/0/from", "1900 to 2200"),
                arguments("2026-03-31", "2201-01-01", "/asOf", "1900 to 2200"),
                arguments("2025-03-31", "2021-03-31", "/projects/0/to", "not be before `from`"),
                arguments(
                        "2021-03-31",
                        "2020-03-31",
                        "/subordinateDevelopment/0/to",
                        "given are 2020-03-31 and 2020-04-01"),
                // characters
                arguments("E-1024", "E\\u0000", "/candidateId", "has a control character: `E\\u0000`"),
                arguments("E-1024", "E\u0000", "/candidateId", "control character"),
                arguments("E-1024", "E\n", "/candidateId", "control character"),
                arguments("Payment", "Pay\\tment", "/projects/0/title", "control character"),
                arguments("E-1024", "E\\ud800", "/candidateId", "half of a surrogate pair"),
                arguments("E-1024", "E\\udc00\\ud800", "/candidateId", "half of a surrogate pair"),
                arguments("\"asOf\"", "\"\\udfff\": [], \"asOf\"", "", "`\\udfff` has half of a surrogate pair"),
                arguments(
                        "\"code\": \"AP\"",
                        "\"\\u0000\": [], \"code\": \"AP\"",
                        "/examinations/0",
                        "control character"),
                arguments("\"asOf\"", "\"" + "k".repeat(101) + "\": [], \"asOf\"", "", "more than 100 characters"),
                // keys
                arguments("\"headcount\"", "\"headcount\": 1, \"headcount\"", "/projects/0/headcount", "given twice"),
                arguments("\"asOf\"", "\"as\\u004ff\": \"2026-01-01\", \"asOf\"", "/asOf", "`asOf` is given twice"),
                // nesting
                arguments("260", nested(14), "/projects/0/headcount" + "/0".repeat(13), "nested 16 levels deep"),
                arguments("260", nested(500), "/projects/0/headcount" + "/0".repeat(13), "nested 16 levels deep"));
    }

    @ParameterizedTest(name = "{2}: {3}")
    @MethodSource("spoiledPieces")
    void a_spoiled_piece_is_refused_at_its_place(String good, String bad, String pointer, String detail) {
        assertThat(FULL).contains(good);
        List<Fault> faults = faultsOf(FULL.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)));

        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).contains(detail);
        });
    }

    @ParameterizedTest(name = "{2}: {3}")
    @MethodSource("spoiledPieces")
    void a_person_reads_the_fault_in_japanese(String good, String bad) {
        FaultSentence sentences = new FaultSentence(Language.JA);
        assertThat(faultsOf(FULL.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))))
                .allSatisfy(fault -> assertThat(sentences.of(fault.detail()))
                        .matches("(?s).*[\\p{IsHiragana}].*")
                        .doesNotContain(" must ", "given", " is "));
    }

    @Test
    void all_faults_are_listed_in_the_order_of_the_document() {
        List<Fault> faults = faultsOf("""
                { "projects": [{ "to": "2020-01-01", "hedcount": 3, "projectId": 5, "from": "2021-01-01",
                                 "role": "LEADER", "role": "MEMBER", "successful": "yes", "headcount": 1.5 }],
                  "asOf": "today", "asOf": "\\u0007",
                  "examinations": [{ "passedOn": "2008-06-31" }, 9] }
                """);

        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactly(
                        "/candidateId",
                        "/projects/0/specialtyField",
                        "/projects/0/to",
                        "/projects/0/hedcount",
                        "/projects/0/projectId",
                        "/projects/0/role",
                        "/projects/0/successful",
                        "/projects/0/headcount",
                        "/asOf",
                        "/asOf",
                        "/asOf",
                        "/examinations/0/code",
                        "/examinations/0/passedOn",
                        "/examinations/1");
    }

    @Test
    void a_value_refused_while_reading_has_no_second_fault() {
        assertThat(faultsOf(FULL.replace("\"SOFTWARE\"", "\"SOFT\\u0000WARE\"").replace("260,", "9".repeat(30) + ",")))
                .extracting(Fault::pointer)
                .containsExactly("/projects/0/headcount", "/specialties/0/area");
    }

    @Test
    void a_hundred_faults_are_listed_and_the_others_counted() {
        String wrong = IntStream.range(0, 150).mapToObj(Integer::toString).collect(Collectors.joining(","));

        List<Fault> faults = faultsOf("{\"candidateId\": \"E-1\", \"projects\": [" + wrong + "]}");

        assertThat(faults).hasSize(101);
        assertThat(faults.get(99).pointer()).isEqualTo("/projects/99");
        assertThat(faults.get(100)).isEqualTo(new Fault("", "There are 50 more faults; listed are the first 100."));
    }

    @Test
    void a_given_value_is_shown_shortened_and_escaped() {
        assertThat(faultsOf(FULL.replace("\"BOOK\"", "\"`\u202e\u2028" + "x".repeat(1000) + "\"")))
                .first()
                .satisfies(fault -> assertThat(fault.detail())
                        .endsWith("given is the string `\\u0060\\u202e\\u2028" + "x".repeat(57) + "…`."));
    }

    private List<Fault> faultsOf(String body) {
        return catchThrowableOfType(InvalidCandidateException.class, () -> reader.read(bytes(body)))
                .faults();
    }

    private static String codes(int count) {
        return String.join(
                ", ", Stream.generate(() -> "\"PLANNING\"").limit(count).toList());
    }

    private static String examinations(int count) {
        return "{ \"code\": \"FE\", \"passedOn\": \"2007-01-01\" },".repeat(count);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
