package org.kentei.fact;

import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;

/** A sheet that is met. */
public record MetSheet(Sheet at, ConclusionListener conclusions) implements Fact {

    @CodeOf(CodeList.SPECIALTY_FIELDS)
    public String specialtyField() {
        return at.specialtyField();
    }

    @Unit("levels")
    public int level() {
        return at.level();
    }

    @Override
    public String id() {
        return at.sheet();
    }

    @Override
    public EntryType entry() {
        return EntryType.SHEET;
    }

    /** Concludes that the candidate is certified in the sheet's field at the sheet's level. */
    @Concludes(ConclusionType.CERTIFIES_FIELD)
    public void certifiesField() {
        concludeLevel(ConclusionType.CERTIFIES_FIELD, level());
    }
}
