package org.kentei.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.kentei.candidates.CandidateExamples.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.candidates.CandidateExamples;

class RefusedBodyTest {

    private final CandidateReader reader = CandidateExamples.reader();

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("", "The body is empty"),
                arguments(" \r\n\t", "The body is empty"),
                arguments("null", "A candidate must be an object; given is `null`"),
                arguments("[]", "given is a list"),
                arguments("\"E-1\"", "given is the string `E-1`"),
                arguments("7", "given is the number `7`"),
                arguments("7 8", "given is the number `7`"),
                arguments("\uFEFF{\"candidateId\": \"E-1\"}", "byte order mark"),
                arguments("{\"candidateId\": \"E-1\"} {}", "continues after the candidate, at line 1, column 24"),
                arguments("{\"candidateId\": \"E-1\"}\nx", "continues after the candidate, at line 2, column 1"),
                arguments("{\"candidateId\": \"E-1\"}}", "at line 1, column 23: "),
                arguments("{\"candidateId\": \"E-1\"}\u0000", "at line 1, column 23: "),
                arguments("{", "ends too early, at line 1, column 2; expected was a property (its name"),
                arguments("{\"candidateId\"", "ends too early"),
                arguments("{\"candidateId\": \"E", "expected was the rest of a string"),
                arguments("{\"candidateId\": \"E\\x\"}", "cannot be read at line 1, column "),
                arguments("{\"candidateId\": 'E'}", "cannot be read at line 1, column 17"),
                arguments("{candidateId: 1}", "cannot be read at line 1, column 2"),
                arguments("{\n  \"candidateId\" \"E-1\"}", "cannot be read at line 2, column 17"),
                arguments("{\"candidateId\": \"E-1\",}", "expected was a comma and a property"),
                arguments("{\"projects\": [1,]}", "expected was a comma and a value"),
                arguments("{\"projects\": [1}", "cannot be read at line 1, column 16"),
                arguments("{\"candidateId\": 007}", "cannot be read"),
                arguments("{\"candidateId\": +7}", "cannot be read"),
                arguments("{\"candidateId\": .7}", "cannot be read"),
                arguments("{\"candidateId\": 7.}", "cannot be read"),
                arguments("{\"candidateId\": 0x7}", "cannot be read"),
                arguments("{\"candidateId\": NaN}", "cannot be read"),
                arguments("{\"candidateId\": undefined}", "undefined}`; expected was a property"),
                arguments("{\"candidateId\": True}", "cannot be read"),
                arguments("{\"candidateId\": \"E-1\" /* the id */}", "cannot be read"),
                arguments("candidateId: E-1", "cannot be read at line 1, column 1"),
                arguments("<candidate/>", "cannot be read at line 1, column 1"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("bodies")
    void a_body_that_is_not_a_candidate_is_refused_as_a_whole(String body, String detail) {
        List<Fault> faults = faultsOf(body);
        assertThat(faults).first().satisfies(fault -> {
            assertThat(fault.pointer()).isEmpty();
            assertThat(fault.detail()).contains(detail);
        });
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        byte[] halfACharacter = {'{', '"', (byte) 0xE9, '"', '}'};
        byte[] surrogateInUtf8 = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
        byte[] cutOff = {'"', (byte) 0xE9, (byte) 0x81};

        assertThat(Stream.of(halfACharacter, surrogateInUtf8, overlong, cutOff).map(this::faultsOf))
                .extracting(faults -> faults.get(0).detail())
                .containsExactly(
                        "The body must be encoded as UTF-8; its byte 3 is not.",
                        "The body must be encoded as UTF-8; its byte 2 is not.",
                        "The body must be encoded as UTF-8; its byte 2 is not.",
                        "The body must be encoded as UTF-8; its byte 2 is not.");
    }

    @Test
    void a_compressed_body_is_named_as_such() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes("{}"));
        }

        assertThat(faultsOf(compressed.toByteArray()))
                .extracting(Fault::detail)
                .containsExactly(
                        "The body is compressed by gzip. Send it as it is; only the file of a job may be compressed.");
    }

    @Test
    void faults_before_an_error_of_syntax_are_listed_with_it() {
        List<Fault> faults = faultsOf("{\"candidateId\": \"\\u0000\", \"asOf\": 5, \"asOf\": 6, oops");

        assertThat(faults).extracting(Fault::pointer).containsExactly("/candidateId", "/asOf", "");
    }

    @Test
    void a_body_over_the_limit_is_refused_unread() {
        assertThat(faultsOf(" ".repeat(CandidateLimits.BODY_BYTES + 1)))
                .containsExactly(new Fault("", "The body must have at most 1048576 bytes; given are 1048577."));
    }

    @Test
    @Timeout(20)
    void hostile_bodies_of_a_mebibyte_are_refused_in_little_time() {
        int size = CandidateLimits.BODY_BYTES - 100;
        Stream.of(
                        "[".repeat(size),
                        "{\"a\":".repeat(size / 5),
                        "{\"candidateId\": [" + "[],".repeat(size / 3) + "0]}",
                        "{\"candidateId\": " + "9".repeat(size) + "}",
                        "{\"candidateId\": \"" + "\\u0000".repeat(size / 6) + "\"}",
                        "{\"" + "k".repeat(size) + "\": 1}",
                        "{" + "\"headcoun\":1,".repeat(size / 13) + "\"a\":0}",
                        "{\"projects\": [" + "{},".repeat(size / 3) + "0]}",
                        "{\"projects\": [{\"complexity\": [" + "\"COMPLEX\",".repeat(size / 10) + "0]}]}")
                .forEach(body -> assertThat(faultsOf(body)).isNotEmpty());
    }

    private List<Fault> faultsOf(String body) {
        return faultsOf(bytes(body));
    }

    private List<Fault> faultsOf(byte[] body) {
        return catchThrowableOfType(InvalidCandidateException.class, () -> reader.read(body))
                .faults();
    }
}
