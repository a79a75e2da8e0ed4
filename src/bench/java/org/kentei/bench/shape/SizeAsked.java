package org.kentei.bench.shape;

/**
 * A size clause: a band of persons or a band of yen, each without its end.
 *
 * @param criteria how many complexity criteria it asks besides
 */
public record SizeAsked(String sheet, long persons, long personsEnd, long yen, long yenEnd, int criteria) {}
