package org.kentei.candidate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/**
 * Reads a candidate from JSON. It accepts only what the contract has and guesses nothing: unknown properties and codes,
 * values of another type, repeated keys, invalid dates and everything over {@link CandidateLimits} are refused, all of them
 * at once. An optional property that is {@code null} counts as missing.
 */
public final class CandidateReader {

    private final Vocabulary vocabulary;
    private final Clock clock;

    /**
     * @param vocabulary the codes a candidate may use
     * @param clock gives the as-of date of a candidate that does not state one
     */
    public CandidateReader(Vocabulary vocabulary, Clock clock) {
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    /** A reader with the same zone and a fixed time. */
    public CandidateReader at(Instant now) {
        return new CandidateReader(vocabulary, Clock.fixed(now, clock.getZone()));
    }

    /**
     * Reads a candidate.
     *
     * @param body one JSON object in UTF-8
     * @throws InvalidCandidateException with every fault, in the order of the body; a missing property is placed at the
     *     start of its object
     */
    public Candidate read(byte[] body) {
        FaultCollector faults = new FaultCollector();
        Candidate candidate = read(body, faults);
        if (candidate == null || faults.any()) {
            throw new InvalidCandidateException(faults.inDocumentOrder());
        }
        return candidate;
    }

    private @Nullable Candidate read(byte[] body, FaultCollector faults) {
        if (body.length > CandidateLimits.BODY_BYTES) {
            faults.add(
                    BodyLocation.body(0),
                    () -> "The body must have at most " + CandidateLimits.BODY_BYTES + " bytes; given are "
                            + body.length + ".");
            return null;
        }
        Json json = StrictJsonReader.read(body, faults);
        return json == null ? null : PropertyReader.read(json, faults, this::candidate);
    }

    private Candidate candidate(PropertyReader properties) {
        String candidateId = properties.id("candidateId");
        LocalDate asOf = properties.optionalDate("asOf");
        Set<String> projectIds = new HashSet<>();
        return new Candidate(
                candidateId,
                asOf == null ? LocalDate.now(clock) : asOf,
                asOf == null ? clock.getZone() : null,
                properties.entries("projects", CandidateLimits.PROJECTS, project -> project(project, projectIds)),
                properties.entries("specialties", CandidateLimits.SPECIALTIES, this::specialty),
                properties.entries("contributions", CandidateLimits.CONTRIBUTIONS, this::contribution),
                properties.entries(
                        "subordinateDevelopment",
                        CandidateLimits.SUBORDINATE_DEVELOPMENT,
                        this::subordinateDevelopment),
                properties.entries("examinations", CandidateLimits.EXAMINATIONS, this::examination));
    }

    private Project project(PropertyReader properties, Set<String> projectIds) {
        String projectId = properties.id("projectId", projectIds);
        String title = properties.title("title");
        String specialtyField = properties.code("specialtyField", vocabulary.codes(CodeList.SPECIALTY_FIELDS));
        String role = properties.code("role", vocabulary.codes(CodeList.ROLES));
        List<String> phases = properties.codes("phases", vocabulary.codes(CodeList.PHASES));
        LocalDate from = properties.date("from");
        return new Project(
                projectId,
                title,
                specialtyField,
                role,
                phases,
                from,
                properties.lastDay("to", from),
                properties.flag("successful"),
                properties.codes("accomplishments", vocabulary.codes(CodeList.ACCOMPLISHMENTS)),
                properties.codes("complexity", vocabulary.codes(CodeList.COMPLEXITY)),
                properties.wholeNumber("headcount", CandidateLimits.PERSONS),
                properties.wholeNumber("annualContractValue", CandidateLimits.ANNUAL_CONTRACT_VALUE),
                properties.wholeNumber("annualUsers", CandidateLimits.ANNUAL_USERS));
    }

    private Specialty specialty(PropertyReader properties) {
        String specialtyField = properties.code("specialtyField", vocabulary.codes(CodeList.SPECIALTY_FIELDS));
        SpecialtyField field = vocabulary.field(specialtyField);
        String area = field == null
                ? properties.code("area", vocabulary.codes(CodeList.AREAS))
                : properties.code(
                        "area",
                        "an area of `" + specialtyField + "`, one of",
                        field.areas().stream().map(Term::code).toList());
        return new Specialty(specialtyField, area, properties.code("depth", vocabulary.codes(CodeList.DEPTHS)));
    }

    private Contribution contribution(PropertyReader properties) {
        return new Contribution(
                properties.code("kind", vocabulary.codes(CodeList.CONTRIBUTION_KINDS)),
                properties.code("specialtyField", vocabulary.codes(CodeList.CONTRIBUTION_FIELDS)),
                properties.date("date"),
                properties.title("title"));
    }

    private SubordinateDevelopment subordinateDevelopment(PropertyReader properties) {
        String method = properties.code("method", vocabulary.codes(CodeList.DEVELOPMENT_METHODS));
        LocalDate from = properties.date("from");
        return new SubordinateDevelopment(
                method,
                from,
                properties.lastDay("to", from),
                properties.wholeNumber("persons", CandidateLimits.PERSONS));
    }

    private Examination examination(PropertyReader properties) {
        return new Examination(
                properties.code("code", vocabulary.codes(CodeList.EXAMINATIONS)), properties.date("passedOn"));
    }
}
