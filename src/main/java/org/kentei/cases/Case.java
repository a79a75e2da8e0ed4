package org.kentei.cases;

import org.kentei.candidate.Candidate;

/**
 * A candidate with the verdict that the rules must reach.
 *
 * @param name what the case tests, unique in its file
 * @param line where it starts in its file, counted from 1
 */
public record Case(String name, int line, Candidate candidate, Expectation expectation) {}
