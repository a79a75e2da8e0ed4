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
 * Reads a candidate from JSON. It accepts only what the contract has and guesses nothing: unknown properties and codes, codes
 * that are not in force on the as-of date, values of another type, repeated keys, invalid dates and everything over
 * {@link CandidateLimits} are refused, all of them at once. An optional property that is {@code null} counts as missing.
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
        boolean unreadable = asOf == null && properties.states("asOf");
        LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
        LocalDate inForceOn = unreadable ? null : day;
        Set<String> projectIds = new HashSet<>();
        return new Candidate(
                candidateId,
                day,
                asOf == null ? clock.getZone() : null,
                properties.entries(
                        "projects", CandidateLimits.PROJECTS, project -> project(project, projectIds, inForceOn)),
                properties.entries("specialties", CandidateLimits.SPECIALTIES, entry -> specialty(entry, inForceOn)),
                properties.entries(
                        "contributions", CandidateLimits.CONTRIBUTIONS, entry -> contribution(entry, inForceOn)),
                properties.entries(
                        "subordinateDevelopment",
                        CandidateLimits.SUBORDINATE_DEVELOPMENT,
                        entry -> subordinateDevelopment(entry, inForceOn)),
                properties.entries(
                        "examinations", CandidateLimits.EXAMINATIONS, entry -> examination(entry, inForceOn)));
    }

    private Project project(PropertyReader properties, Set<String> projectIds, @Nullable LocalDate inForceOn) {
        String projectId = properties.id("projectId", projectIds);
        String title = properties.title("title");
        String specialtyField = properties.code("specialtyField", known(CodeList.SPECIALTY_FIELDS, inForceOn));
        String role = properties.code("role", ladder(CodeList.ROLES, specialtyField, inForceOn));
        List<String> phases = properties.codes("phases", known(CodeList.PHASES, inForceOn));
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
                properties.codes("accomplishments", known(CodeList.ACCOMPLISHMENTS, inForceOn)),
                properties.codes("complexity", known(CodeList.COMPLEXITY, inForceOn)),
                properties.wholeNumber("headcount", CandidateLimits.PERSONS),
                properties.wholeNumber("annualContractValue", CandidateLimits.ANNUAL_CONTRACT_VALUE),
                properties.wholeNumber("annualUsers", CandidateLimits.ANNUAL_USERS));
    }

    private Specialty specialty(PropertyReader properties, @Nullable LocalDate inForceOn) {
        String specialtyField = properties.code("specialtyField", known(CodeList.SPECIALTY_FIELDS, inForceOn));
        SpecialtyField field = vocabulary.field(specialtyField);
        String area = field == null
                ? properties.code("area", known(CodeList.AREAS, inForceOn))
                : properties.code(
                        "area",
                        new KnownCodes("an area of `" + specialtyField + "`, one of", field.areas(), inForceOn));
        return new Specialty(
                specialtyField, area, properties.code("depth", ladder(CodeList.DEPTHS, specialtyField, inForceOn)));
    }

    private Contribution contribution(PropertyReader properties, @Nullable LocalDate inForceOn) {
        return new Contribution(
                properties.code("kind", known(CodeList.CONTRIBUTION_KINDS, inForceOn)),
                properties.code("specialtyField", known(CodeList.CONTRIBUTION_FIELDS, inForceOn)),
                properties.date("date"),
                properties.title("title"));
    }

    private SubordinateDevelopment subordinateDevelopment(PropertyReader properties, @Nullable LocalDate inForceOn) {
        String method = properties.code("method", known(CodeList.DEVELOPMENT_METHODS, inForceOn));
        LocalDate from = properties.date("from");
        return new SubordinateDevelopment(
                method,
                from,
                properties.lastDay("to", from),
                properties.wholeNumber("persons", CandidateLimits.PERSONS));
    }

    private Examination examination(PropertyReader properties, @Nullable LocalDate inForceOn) {
        return new Examination(
                properties.code("code", known(CodeList.EXAMINATIONS, inForceOn)), properties.date("passedOn"));
    }

    /** The roles or depths of a field. If fields have different ones, messages name the field. */
    private KnownCodes ladder(CodeList list, String field, @Nullable LocalDate inForceOn) {
        List<Term> own = vocabulary.ladder(list, field);
        return own.size() == vocabulary.terms(list).size()
                ? known(list, inForceOn)
                : new KnownCodes(
                        "a " + (list == CodeList.ROLES ? "role" : "depth") + " of `" + field + "`, one of",
                        own,
                        inForceOn);
    }

    private KnownCodes known(CodeList list, @Nullable LocalDate inForceOn) {
        return new KnownCodes("one of", vocabulary.terms(list), inForceOn);
    }
}
