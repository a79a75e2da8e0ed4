package org.kentei.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kentei.candidates.CandidateExamples.FULL;
import static org.kentei.candidates.CandidateExamples.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kentei.candidates.CandidateExamples;

class CandidateReaderTest {

    private final CandidateReader reader = CandidateExamples.reader();

    @Test
    void every_property_is_read_into_its_place() {
        Candidate candidate = reader.read(bytes(FULL));

        assertThat(candidate.candidateId()).isEqualTo("E-1024");
        assertThat(candidate.asOf()).isEqualTo("2026-03-31");
        assertThat(candidate.projects())
                .containsExactly(
                        new Project(
                                "P-1",
                                "Payment operations, 24 hours",
                                "OPERATIONS_MANAGEMENT",
                                "RESPONSIBLE_FOR_WHOLE",
                                List.of("IMPLEMENTATION", "PLANNING"),
                                LocalDate.of(2021, 4, 1),
                                LocalDate.of(2025, 3, 31),
                                true,
                                List.of("SECURITY", "SERVICE_LEVEL"),
                                List.of("COMPLEX_OPERATING_SYSTEM", "INTERNATIONAL_OPERATIONS"),
                                260L,
                                2_600_000_000L,
                                12_000L),
                        new Project(
                                "P-2",
                                null,
                                "SERVICE_DESK",
                                "MEMBER",
                                List.of(),
                                LocalDate.of(2025, 4, 1),
                                null,
                                false,
                                List.of(),
                                List.of(),
                                null,
                                null,
                                null));
        assertThat(candidate.specialties())
                .containsExactly(
                        new Specialty("OPERATIONS", "SOFTWARE", "GUIDES_SUBORDINATES"),
                        new Specialty("SERVICE_DESK", "TECHNOLOGY", "LEADS_INDUSTRY"));
        assertThat(candidate.contributions())
                .containsExactly(
                        new Contribution("BOOK", "IT_SERVICE_MANAGEMENT", LocalDate.of(2022, 5, 1), "運用入門"),
                        new Contribution("BOOK", "OPERATIONS", LocalDate.of(2022, 5, 1), null));
        assertThat(candidate.subordinateDevelopment())
                .containsExactly(
                        new SubordinateDevelopment(
                                "MENTORING", LocalDate.of(2020, 4, 1), LocalDate.of(2021, 3, 31), 3L),
                        new SubordinateDevelopment("OTHER", LocalDate.of(2022, 4, 1), null, null));
        assertThat(candidate.examinations())
                .containsExactly(
                        new Examination("AP", LocalDate.of(2008, 6, 20)),
                        new Examination("SM", LocalDate.of(2010, 6, 20)));
    }

    @Test
    void an_id_alone_is_a_candidate_judged_as_of_today_in_the_zone_of_the_clock() {
        assertThat(reader.read(bytes("{\"candidateId\":\"E-1\"}")))
                .isEqualTo(new Candidate(
                        "E-1",
                        LocalDate.of(2030, 1, 2),
                        ZoneOffset.UTC,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void null_means_that_an_optional_property_is_not_given_at_every_level() {
        assertThat(reader.read(bytes("""
                {"candidateId": "E-1", "asOf": null, "projects": null, "specialties": null, "contributions": null,
                 "subordinateDevelopment": null, "examinations": null}
                """))).isEqualTo(reader.read(bytes("{\"candidateId\": \"E-1\"}")));
        assertThat(reader.read(bytes("""
                {"candidateId": "E-1", "asOf": "2026-03-31",
                 "projects": [{"projectId": "P", "specialtyField": "SERVICE_DESK", "role": "MEMBER",
                   "from": "2020-01-01", "successful": true, "title": null, "phases": null, "to": null,
                   "accomplishments": null, "complexity": null, "headcount": null, "annualContractValue": null,
                   "annualUsers": null}],
                 "contributions": [{"kind": "BOOK", "specialtyField": "OPERATIONS", "date": "2022-05-01",
                   "title": null}],
                 "subordinateDevelopment": [{"method": "OTHER", "from": "2022-04-01", "to": null, "persons": null}]}
                """))).isEqualTo(reader.read(bytes("""
                {"candidateId": "E-1", "asOf": "2026-03-31",
                 "projects": [{"projectId": "P", "specialtyField": "SERVICE_DESK", "role": "MEMBER",
                   "from": "2020-01-01", "successful": true}],
                 "contributions": [{"kind": "BOOK", "specialtyField": "OPERATIONS", "date": "2022-05-01"}],
                 "subordinateDevelopment": [{"method": "OTHER", "from": "2022-04-01"}]}
                """)));
    }

    @Test
    void every_worked_candidate_is_accepted() throws IOException {
        List<JsonNode> candidates = CandidateExamples.workedCandidates();

        assertThat(candidates).hasSize(1060);
        for (JsonNode candidate : candidates) {
            Candidate read = reader.read(bytes(candidate.toString()));
            assertThat(read.candidateId())
                    .isEqualTo(candidate.get("candidateId").textValue());
            assertThat(read.projects()).hasSize(candidate.path("projects").size());
            assertThat(read.contributions())
                    .hasSize(candidate.path("contributions").size());
        }
    }

    @Test
    void the_order_of_lists_never_matters() throws IOException {
        Random random = new Random(20080331);
        List<JsonNode> candidates = new ArrayList<>(CandidateExamples.workedCandidates());
        candidates.add(CandidateExamples.JSON.readTree(FULL));
        for (JsonNode candidate : candidates) {
            Candidate read = reader.read(bytes(candidate.toString()));
            shuffle(candidate, random);
            assertThat(reader.read(bytes(candidate.toString()))).isEqualTo(read);
        }
    }

    @Test
    void a_code_given_twice_in_a_list_counts_once() {
        assertThat(reader.read(bytes(FULL.replace("[\"PLANNING\"", "[\"PLANNING\", \"PLANNING\""))))
                .isEqualTo(reader.read(bytes(FULL)));
    }

    @Test
    void values_at_the_limits_are_accepted() {
        String atTheLimits = FULL.replace("260,", "1000000,")
                .replace("2600000000", "1000000000000000")
                .replace("12000", "10000000000")
                .replace("\"persons\": 3", "\"persons\": -0")
                .replace("2020-04-01", "1900-01-01")
                .replace("2010-06-20", "2200-12-31")
                .replace("2025-03-31", "2024-02-29")
                .replace("運用入門", "😀".repeat(500))
                .replace("E-1024", "長".repeat(100));

        Candidate candidate = reader.read(bytes(atTheLimits));

        assertThat(candidate.projects().get(0).headcount()).isEqualTo(1_000_000);
        assertThat(candidate.projects().get(0).annualContractValue()).isEqualTo(1_000_000_000_000_000L);
        assertThat(candidate.projects().get(0).annualUsers()).isEqualTo(10_000_000_000L);
        assertThat(candidate.projects().get(0).to()).isEqualTo("2024-02-29");
        assertThat(candidate.subordinateDevelopment().get(0).persons()).isZero();
    }

    @Test
    void a_project_of_a_single_day_is_accepted() {
        Candidate candidate = reader.read(bytes(FULL.replace("2025-03-31", "2021-04-01")));

        assertThat(candidate.projects().get(0).to())
                .isEqualTo(candidate.projects().get(0).from());
    }

    @Test
    void escaped_characters_are_read_as_those_they_stand_for() {
        Candidate candidate = reader.read(bytes("{\"\\u0063andidateId\":\"\\u0045-\\ud83d\\ude00\\/\\\"\"}"));

        assertThat(candidate.candidateId()).isEqualTo("E-😀/\"");
    }

    private static void shuffle(JsonNode node, Random random) {
        if (node instanceof ArrayNode list) {
            List<JsonNode> entries = new ArrayList<>();
            list.forEach(entries::add);
            Collections.shuffle(entries, random);
            list.removeAll().addAll(entries);
        }
        node.forEach(inner -> shuffle(inner, random));
    }
}
