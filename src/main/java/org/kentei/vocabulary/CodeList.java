package org.kentei.vocabulary;

/** The lists of codes in the vocabulary, with their names in {@code vocabulary.yaml} and in the API. */
public enum CodeList {
    CATEGORIES("categories"),
    ROLES("roles"),
    DEPTHS("depths"),
    PHASES("phases"),
    ACCOMPLISHMENTS("accomplishments"),
    COMPLEXITY("complexity"),
    CONTRIBUTION_KINDS("contributionKinds"),
    DEVELOPMENT_METHODS("developmentMethods"),
    EXAMINATIONS("examinations"),
    /** Read from the files of the fields. */
    SPECIALTY_FIELDS("specialtyFields"),
    /** The specialty fields and the categories: the codes that a contribution may have. */
    CONTRIBUTION_FIELDS("contributionFields"),
    SHEETS("sheets"),
    AREAS("areas");

    private final String listName;

    CodeList(String listName) {
        this.listName = listName;
    }

    public String listName() {
        return listName;
    }

    /** Whether the codes are ordered, lowest first. */
    public boolean isOrdinal() {
        return this == ROLES || this == DEPTHS;
    }

    /** Whether the list is in {@code vocabulary.yaml}; the others come from the files of the fields. */
    public boolean inVocabularyFile() {
        return compareTo(SPECIALTY_FIELDS) < 0;
    }
}
