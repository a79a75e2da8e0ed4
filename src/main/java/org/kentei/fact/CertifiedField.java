package org.kentei.fact;

import org.kentei.vocabulary.CodeList;

/**
 * A specialty field in which the candidate is certified.
 *
 * @param level the level certified there
 */
public record CertifiedField(String specialtyField, int level, Conclusions conclusions) implements Fact {

    @Override
    public String id() {
        return specialtyField;
    }

    @CodeOf(CodeList.SPECIALTY_FIELDS)
    public String specialtyField() {
        return specialtyField;
    }

    @Override
    @Unit("levels")
    public int level() {
        return level;
    }

    @Override
    public Entry entry() {
        return Entry.SPECIALTY_FIELD;
    }

    /** Says that the candidate as a whole is certified at the field's level. */
    @Concludes(Statement.CERTIFIES_CANDIDATE)
    public void certifiesCandidate() {
        concludeLevel(Statement.CERTIFIES_CANDIDATE, level);
    }
}
