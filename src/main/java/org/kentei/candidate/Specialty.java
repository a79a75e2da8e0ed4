package org.kentei.candidate;

/**
 * A specialty the candidate holds.
 *
 * @param area one of the field's areas
 * @param depth how deep it goes, a rung of the depth ladder
 */
public record Specialty(String specialtyField, String area, String depth) {

    /** Names the entry by what it says, since entries have no id of their own. */
    public String id() {
        return specialtyField + "/" + area + "/" + depth;
    }
}
