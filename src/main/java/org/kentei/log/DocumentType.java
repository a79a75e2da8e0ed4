package org.kentei.log;

/** The three documents of an assessment that the log commits to. */
public enum DocumentType {
    /** The candidate as given. */
    CANDIDATE("candidate"),
    /** The firing record. */
    FIRINGS("firings"),
    /** The result as answered. */
    RESULT("result");

    private final String property;

    DocumentType(String property) {
        this.property = property;
    }

    /** What an entry calls it. */
    public String property() {
        return property;
    }
}
