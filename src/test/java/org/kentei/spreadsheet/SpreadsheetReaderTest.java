package org.kentei.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.spreadsheet.SpreadsheetReader.Converted;
import org.kentei.vocabulary.Vocabulary;

class SpreadsheetReaderTest {

    private static final Vocabulary VOCABULARY = RulesFolder.vocabulary();
    private static final CandidateReader CANDIDATES =
            new CandidateReader(VOCABULARY, Clock.fixed(Instant.parse("2026-03-31T09:00:00Z"), ZoneOffset.UTC));
    private static final Path EXAMPLE = Path.of("src/main/resources/examples/candidate.json");

    @Test
    void a_workforce_in_tables_is_the_same_workforce() throws IOException {
        List<String> candidates = new ArrayList<>(Workforce.generated(200, 11));
        candidates.add(Files.readString(EXAMPLE));
        candidates.add("{\"candidateId\":\"山田, \\\"the first\\\"\"}");

        Converted converted = SpreadsheetReader.read(new Workforce(candidates).files(), VOCABULARY);

        assertThat(converted.faults()).isEmpty();
        assertThat(converted.candidates().stream().map(SpreadsheetReaderTest::read))
                .containsExactlyElementsOf(
                        candidates.stream().map(SpreadsheetReaderTest::read).toList());
        assertThat(converted.candidates()).noneMatch(line -> line.contains("\n"));
    }

    @Test
    void every_fault_is_named_by_file_line_and_column_and_no_candidate_is_given_then() throws IOException {
        Workforce workforce = new Workforce(Workforce.generated(130, 5));
        assertThat(workforce.lines(Table.PROJECTS)).isGreaterThan(200);
        workforce.set(Table.CANDIDATES, 4, "asOf", "31/03/2026");
        workforce.set(Table.CANDIDATES, 9, "candidateId", "E-7");
        workforce.set(Table.PROJECTS, 1, "headcount", "hedcount");
        workforce.set(Table.PROJECTS, 50, "title", "two\nlines");
        workforce.set(Table.PROJECTS, 60, "successful", "");
        workforce.set(Table.PROJECTS, 12, "successful", "yes");
        workforce.set(Table.PROJECTS, 19, "role", "LEADR");
        workforce.set(Table.PROJECTS, 20, "from", "");
        workforce.set(Table.PROJECTS, 30, "annualContractValue", "2.6E+09");
        workforce.set(Table.PROJECTS, 31, "phases", "PLANNING; IMPLEMENTATON");
        workforce.set(Table.PROJECTS, 40, "to", "1999-01-01");
        workforce.set(Table.SPECIALTIES, 3, "candidateId", "E-9999");
        workforce.set(Table.EXAMINATIONS, 2, "passedOn", "2010-02-30");
        workforce.append(Table.CONTRIBUTIONS, "");
        workforce.append(Table.DEVELOPMENTS, "");
        workforce.set(Table.DEVELOPMENTS, workforce.lines(Table.DEVELOPMENTS), "method", "COACHING");

        Converted converted = SpreadsheetReader.read(workforce.files(), VOCABULARY);

        assertThat(converted.candidates()).isEmpty();
        assertThat(converted.faults().stream()
                        .filter(fault -> !fault.detail().contains("`E-8`"))
                        .map(SpreadsheetFault::toString))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "candidates.csv:4, column B: `asOf` must be a date written as year, month and"
                                                + " day, such as `2026-03-31`; given is the string `31/03/2026`."),
                        fault -> assertThat(fault)
                                .isEqualTo("candidates.csv:9, column A: `candidateId` must differ from line to line;"
                                        + " `E-7` is in line 8 already."),
                        fault -> assertThat(fault)
                                .startsWith("projects.csv:1, column L: There is no column `hedcount` here;")
                                .endsWith(" Did you mean `headcount`?"),
                        fault -> assertThat(fault)
                                .isEqualTo("projects.csv:12, column I: `successful` must be `true` or `false`; given is"
                                        + " the string `yes`."),
                        fault -> assertThat(fault)
                                .startsWith("projects.csv:19, column E: `role` must be one of")
                                .endsWith("Did you mean `LEADER`?"),
                        fault -> assertThat(fault).isEqualTo("projects.csv:20, column G: `from` is required."),
                        fault -> assertThat(fault)
                                .startsWith("projects.csv:30, column M: `annualContractValue` must be a whole number")
                                .endsWith("given is the string `2.6E+09`."),
                        fault -> assertThat(fault)
                                .startsWith("projects.csv:31, column F: Each entry of `phases` must be one of")
                                .endsWith("Did you mean `IMPLEMENTATION`?"),
                        fault -> assertThat(fault)
                                .startsWith("projects.csv:40, column H: `to` must not be before `from`"),
                        fault -> assertThat(fault)
                                .isEqualTo("projects.csv:50, column C: `title` has a control character:"
                                        + " `two\\u000alines`."),
                        fault -> assertThat(fault).isEqualTo("projects.csv:61, column I: `successful` is required."),
                        fault -> assertThat(fault)
                                .isEqualTo("specialties.csv:3, column A: There is no candidate `E-9999` in"
                                        + " `candidates.csv`."),
                        fault -> assertThat(fault)
                                .isEqualTo("developments.csv:" + workforce.lines(Table.DEVELOPMENTS)
                                        + ", column A: `candidateId` is required."),
                        fault -> assertThat(fault)
                                .isEqualTo("examinations.csv:2, column C: `passedOn` must be a valid calendar"
                                        + " date; given is the string `2010-02-30`."));
    }

    @Test
    void dates_flags_and_empty_rows_as_spreadsheets_write_them_are_read() throws IOException {
        Workforce workforce = new Workforce(List.of(Files.readString(EXAMPLE)));
        workforce.set(Table.CANDIDATES, 2, "asOf", "2026/3/31");
        workforce.set(Table.PROJECTS, 2, "successful", "TRUE");
        workforce.set(Table.PROJECTS, 2, "role", " RESPONSIBLE_FOR_WHOLE　");
        workforce.append(Table.PROJECTS, "");
        Map<String, byte[]> files = workforce.files();
        files.computeIfPresent(
                "projects.csv",
                (name, bytes) ->
                        ("\uFEFF" + new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));

        Converted converted = SpreadsheetReader.read(files, VOCABULARY);

        assertThat(converted.faults()).isEmpty();
        assertThat(converted.candidates().stream().map(SpreadsheetReaderTest::read))
                .containsExactly(read(Files.readString(EXAMPLE)));
    }

    @Test
    void a_file_in_another_encoding_or_with_another_separator_is_refused_with_what_to_do() throws IOException {
        assertThat(faultsOf("projects.csv", "candidateId,projectId\r\nE-1,決済".getBytes(Charset.forName("windows-31j"))))
                .singleElement()
                .asString()
                .startsWith("projects.csv: The file must be encoded as UTF-8; its byte ")
                .endsWith("It looks like Shift_JIS. In Excel, save it as `CSV UTF-8 (Comma delimited)`.");
        assertThat(faultsOf("projects.csv", "candidateId".getBytes(StandardCharsets.UTF_16)))
                .singleElement()
                .asString()
                .contains("It looks like UTF-16.");
        assertThat(faultsOf("projects.csv", bytes("candidateId;projectId\r\nE-1;P-1")))
                .singleElement()
                .asString()
                .startsWith("projects.csv:1: The columns are separated by `;`; separate them by commas.");
        assertThat(faultsOf("projects.csv", bytes("candidateId\tprojectId")))
                .singleElement()
                .asString()
                .startsWith("projects.csv:1: The columns are separated by tabs");
    }

    @Test
    void a_file_that_is_not_a_table_is_refused_once_and_not_for_each_row() throws IOException {
        assertThat(faultsOf("projects.csv", bytes("")))
                .singleElement()
                .asString()
                .contains("The file is empty;");
        assertThat(faultsOf(
                        "projects.csv", bytes("candidateId,projectId,specialtyField,role,from,successful\r\n\"E-1")))
                .singleElement()
                .asString()
                .startsWith("projects.csv:2: A quote is not closed");
        assertThat(faultsOf(
                        "projects.csv",
                        bytes("candidateId,projectId,specialtyField,from,successful\r\n"
                                + "E-1,P-1,OPERATIONS,2020-01-01,true\r\nE-1,P-2,OPERATIONS,2020-01-01,true\r\n")))
                .extracting(SpreadsheetFault::toString)
                .containsExactly("projects.csv:1: The column `role` is required.");
        assertThat(faultsOf("candidates.csv", bytes("id\r\nE-1\r\n")))
                .extracting(SpreadsheetFault::line)
                .containsExactly(1, 1);
        assertThat(faultsOf("specialties.csv", bytes("candidateId,specialtyField,area,depth\r\nE-1,,,,x\r\n")))
                .extracting(SpreadsheetFault::toString)
                .contains(
                        "specialties.csv:2, column E: The header has no column here. A cell that contains a comma must"
                                + " be in double quotes.");
    }

    @Test
    void a_missing_file_is_a_fault_since_it_would_cost_levels() throws IOException {
        Map<String, byte[]> files = new Workforce(Workforce.generated(2, 1)).files();
        files.put("project.csv", files.remove("projects.csv"));

        assertThat(SpreadsheetReader.read(files, VOCABULARY).faults())
                .singleElement()
                .asString()
                .startsWith("projects.csv: The file is missing.")
                .endsWith("Did you mean `project.csv`?");
    }

    @Test
    void the_template_is_read_as_a_workforce_of_nobody() {
        Map<String, byte[]> template = SpreadsheetTemplate.files(VOCABULARY);

        assertThat(template).containsOnlyKeys(Table.files());
        assertThat(new String(template.get("projects.csv"), StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("#explanation (this line is not read): required: an id,")
                .contains("required: one of MEMBER LEADER RESPONSIBLE ");
        assertThat(SpreadsheetReader.read(template, VOCABULARY)).isEqualTo(new Converted(List.of(), List.of()));
    }

    @Test
    void columns_are_named_as_spreadsheets_name_them() {
        assertThat(List.of(1, 26, 27, 52, 53, 703))
                .extracting(column -> new SpreadsheetFault("", 1, column, "").columnLetters())
                .containsExactly("A", "Z", "AA", "AZ", "BA", "AAA");
    }

    private static List<SpreadsheetFault> faultsOf(String file, byte[] bytes) throws IOException {
        Map<String, byte[]> files = new Workforce(List.of("{\"candidateId\":\"E-1\"}")).files();
        files.put(file, bytes);
        return SpreadsheetReader.read(files, VOCABULARY).faults();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Candidate read(String json) {
        return CANDIDATES.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
