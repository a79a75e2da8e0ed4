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
        String word = subject.entry().word();
        String id = subject.id();
        String sheet = subject instanceof SheetFact of ? of.sheet() : "";
        return switch (type) {
            case IS_CONSIDERED -> word + " " + id + " is considered";
            case COUNTS -> word + " " + id + " counts";
            case COUNTS_FOR -> word + " " + id + " counts for " + field;
            case SHOWS_MINIMUM_CAPABILITY -> word + " " + id + " shows the minimum capability of level " + level;
            case MEETS_COMPLEXITY -> word + " " + id + " meets the complexity clause of " + sheet;
            case MEETS_SIZE -> word + " " + id + " meets a size clause of " + sheet;
            case PLAYS_ROLE -> word + " " + id + " is done in a role and phase of " + sheet;
            case SHOWS_ACCOMPLISHMENTS -> word + " " + id + " shows the accomplishments of " + sheet;
            case SATISFIES_COMPLEXITY -> word + " " + id + " satisfies COMPLEXITY of " + sheet;
            case SATISFIES_SIZE -> word + " " + id + " satisfies SIZE of " + sheet;
            case IS_ELIGIBLE -> word + " " + id + " is eligible at " + sheet;
            case IS_COUNTED -> word + " " + id + " is counted at " + sheet;
            case SATISFIES_RESPONSIBILITIES -> word + " " + id + " satisfies RESPONSIBILITIES of " + sheet;
            case SATISFIES_SPECIALTY -> word + " " + id + " satisfies SPECIALTY of " + sheet;
            case SATISFIES_SUCCESSION -> word + " " + id + " satisfies SUCCESSION of " + sheet;
            case SATISFIES_SUBORDINATES -> word + " " + id + " satisfies SUBORDINATES of " + sheet;
            case IS_MET -> word + " " + id + " is met";
            case CERTIFIES_FIELD -> word + " " + id + " certifies its field at level " + level;
            case CERTIFIES_CANDIDATE -> word + " " + id + " certifies the candidate at level " + level;
        };
    }
}
