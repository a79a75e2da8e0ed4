package org.kentei.fact;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;

/**
 * The specialties of the candidate in the sheet's field together, at a sheet whose rules ask for them.
 *
 * @param held each of them
 */
public record Specialties(Sheet at, List<HeldSpecialty> held, ConclusionListener conclusions) implements CriterionFact {

    /** The number of different areas held at a depth or deeper. */
    @Unit("areas")
    public int areasAtDepth(@CodeOf(CodeList.DEPTHS) String depth) {
        Set<String> areas = new HashSet<>();
        for (HeldSpecialty specialty : held) {
            if (specialty.depth().atLeast(depth)) {
                areas.add(specialty.area());
            }
        }
        return areas.size();
    }

    @Override
    public String id() {
        return at.specialtyField();
    }

    @Override
    public EntryType entry() {
        return EntryType.SPECIALTIES;
    }
}
