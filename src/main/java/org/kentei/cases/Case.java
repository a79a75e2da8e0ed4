package org.kentei.cases;

import org.kentei.candidate.Candidate;

/**
 * A candidate with what the rules have to conclude of it.
 *
 * @param name what the case is about, unique in its file
 * @param line where it begins in its file, counted from 1
 */
public record Case(String name, int line, Candidate candidate, Expectation expectation) {}
