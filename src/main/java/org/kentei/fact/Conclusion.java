package org.kentei.fact;

/**
 * The conclusion of one firing.
 *
 * @param subject the matched fact
 * @param level the level of the conclusion; 0 if it has none
 * @param field the specialty field of the conclusion; empty if it has none
 */
public record Conclusion(ConclusionType type, Fact subject, int level, String field) {

    /** The conclusion as a sentence of the firing record. Stored records contain it, so its wording cannot change. */
    public String sentence() {
        String named = subject.entry().word() + " " + subject.id();
        String sheet = subject instanceof SheetFact of ? of.sheet() : "";
        return switch (type) {
            case IS_CONSIDERED -> named + " is considered";
            case COUNTS -> named + " counts";
            case COUNTS_FOR -> named + " counts for " + field;
            case SHOWS_MINIMUM_CAPABILITY -> named + " shows the minimum capability of level " + level;
            case MEETS_COMPLEXITY -> named + " meets the complexity clause of " + sheet;
            case MEETS_SIZE -> named + " meets a size clause of " + sheet;
            case PLAYS_ROLE -> named + " is done in a role and phase of " + sheet;
            case SHOWS_ACCOMPLISHMENTS -> named + " shows the accomplishments of " + sheet;
            case SATISFIES_COMPLEXITY -> named + " satisfies COMPLEXITY of " + sheet;
            case SATISFIES_SIZE -> named + " satisfies SIZE of " + sheet;
            case IS_ELIGIBLE -> named + " is eligible at " + sheet;
            case IS_COUNTED -> named + " is counted at " + sheet;
            case SATISFIES_RESPONSIBILITIES -> named + " satisfies RESPONSIBILITIES of " + sheet;
            case SATISFIES_SPECIALTY -> named + " satisfies SPECIALTY of " + sheet;
            case SATISFIES_SUCCESSION -> named + " satisfies SUCCESSION of " + sheet;
            case SATISFIES_SUBORDINATES -> named + " satisfies SUBORDINATES of " + sheet;
            case IS_MET -> named + " is met";
            case CERTIFIES_FIELD -> named + " certifies its field at level " + level;
            case CERTIFIES_CANDIDATE -> named + " certifies the candidate at level " + level;
        };
    }
}
