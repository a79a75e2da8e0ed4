package org.kentei.log.verify;

/**
 * A discrepancy between two parts of a record.
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
