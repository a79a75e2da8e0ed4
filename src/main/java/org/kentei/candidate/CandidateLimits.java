package org.kentei.candidate;

/** The limits of a candidate. A candidate over a limit is refused, never truncated. */
public final class CandidateLimits {

    /** The whole body, in bytes: 1 MiB. */
    public static final int BODY_BYTES = 1 << 20;

    /** How deep objects and lists can be nested; the candidate itself is the first level. */
    public static final int NESTING_DEPTH = 16;

    /** Values of any kind in the whole body. Candidates within the other limits have far fewer. */
    public static final int VALUES = 150_000;

    /** The name of a property, in characters. */
    public static final int PROPERTY_NAME_LENGTH = 100;

    /** A number, in characters. */
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

    /** {@code headcount} and {@code persons}, in persons, from 0. */
    public static final long PERSONS = 1_000_000;

    /** {@code annualContractValue}, in yen a year, from 0. */
    public static final long ANNUAL_CONTRACT_VALUE = 1_000_000_000_000_000L;

    /** {@code annualUsers}, in users a year, from 0. */
    public static final long ANNUAL_USERS = 10_000_000_000L;

    /** The year of the earliest accepted date. */
    public static final int FIRST_YEAR = 1900;

    /** The year of the latest accepted date. */
    public static final int LAST_YEAR = 2200;

    /** The number of faults that are listed. One more states how many others there are. */
    public static final int FAULTS = 100;

    private CandidateLimits() {}
}
