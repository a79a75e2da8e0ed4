package org.kentei;

/** The project's own rules with a figure that changes on a day: OM4 requires 30 months instead of 24. */
public final class RaisedMonths {

    public static final String FILE = "operations-management/OM4.drl";

    /** The name of the rule with 24 months. */
    public static final String EARLIER = "OM4 time: long enough in every phase";

    /** The name of the rule with 30 months. */
    public static final String LATER = EARLIER + ", as raised";

    private RaisedMonths() {}

    /** From 1 April 2027 on. */
    public static EditedRules rules() {
        return rules("2027-04-01", "2027-04-01");
    }

    /**
     * The earlier rule ends and the later one begins on these days.
     *
     * @param expires the first day on which the earlier rule is no longer in force
     * @param effective the first day on which the later rule is in force
     */
    public static EditedRules rules(String expires, String effective) {
        String text = RulesFolder.files().text(FILE);
        int start = text.indexOf("rule \"" + EARLIER + "\"");
        String earlier = text.substring(start, text.indexOf("\nend\n", start) + "\nend\n".length());
        String later = earlier.replace(EARLIER, LATER)
                .replace("months >= 24", "months >= 30")
                .replace("\nwhen", "\n    date-effective \"" + effective + "\"\nwhen");
        String ended = earlier.replace("\nwhen", "\n    date-expires \"" + expires + "\"\nwhen");
        return new EditedRules().with(FILE, earlier, ended + "\n" + later);
    }
}
