package org.kentei.fact;

import org.kentei.vocabulary.CodeList;

/**
 * A specialty field in which the candidate is certified.
 *
 * @param level the certified level
 */
public record CertifiedField(String specialtyField, int level, ConclusionListener conclusions) implements Fact {

    @Override
    public String id() {
        return specialtyField;
    }

    @Override
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
    public EntryType entry() {
        return EntryType.SPECIALTY_FIELD;
    }

    /** Concludes that the candidate as a whole is certified at the field's level. */
    @Concludes(ConclusionType.CERTIFIES_CANDIDATE)
    public void certifiesCandidate() {
        concludeLevel(ConclusionType.CERTIFIES_CANDIDATE, level);
    }
}
