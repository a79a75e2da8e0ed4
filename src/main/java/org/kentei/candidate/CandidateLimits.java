package org.kentei.candidate;

/** How much a candidate may hold. What goes beyond is refused, never cut off. */
public final class CandidateLimits {

    /** The whole body, in bytes: 1 MiB. */
    public static final int BODY_BYTES = 1 << 20;

    /** How many objects and lists may stand within each other, the candidate itself being the first. */
    public static final int NESTING_DEPTH = 16;

    /** Values in the whole body, of whatever kind; no candidate within the other limits comes near it. */
    public static final int VALUES = 150_000;

    /** The name of a property, in characters. */
    public static final int PROPERTY_NAME_LENGTH = 100;

    /** A number as written, in characters. */
    public static final int NUMBER_LENGTH = 20;

    /** Entries of {@code projects}. */
    public static final int PROJECTS = 500;

    /** Entries of {@code specialties}. */
    public static final int SPECIALTIES = 200;

    /** Entries of {@code contributions}. */
    public static final int CONTRIBUTIONS = 1_000;

    /** Entries of {@code subordinateDevelopment}. */
    public static final int SUBORDINATE_DEVELOPMENT = 500;

    /** Entries of {@code examinations}. */
    public static final int EXAMINATIONS = 100;

    /** Codes in one list of a project: its phases, its accomplishments, its complexity. */
    public static final int CODES = 100;

    /** {@code candidateId} and {@code projectId}, in characters. */
    public static final int ID_LENGTH = 100;

    /** A title, in characters. */
    public static final int TITLE_LENGTH = 500;

    /** {@code headcount} and {@code persons}, in persons; the least is 0. */
    public static final long PERSONS = 1_000_000;

    /** {@code annualContractValue}, in yen a year; the least is 0. */
    public static final long ANNUAL_CONTRACT_VALUE = 1_000_000_000_000_000L;

    /** {@code annualUsers}, in users a year; the least is 0. */
    public static final long ANNUAL_USERS = 10_000_000_000L;

    /** The year of the earliest date taken. */
    public static final int FIRST_YEAR = 1900;

    /** The year of the latest date taken. */
    public static final int LAST_YEAR = 2200;

    /** Faults listed one by one; one more then says how many there are besides. */
    public static final int FAULTS = 100;

    private CandidateLimits() {}
}
