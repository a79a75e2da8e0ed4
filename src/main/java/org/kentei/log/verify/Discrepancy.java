package org.kentei.log.verify;

/**
 * Something that should not be so.
 *
 * @param place where it is
 * @param fault what is wrong there
 */
public record Discrepancy(String place, String fault) {

    @Override
    public String toString() {
        return place + ": " + fault;
    }
}
