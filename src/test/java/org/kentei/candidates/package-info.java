/**
 * Every candidate that a test, a program beside the tests or a module for Spark makes up comes from here.
 *
 * <p>{@link org.kentei.candidates.CandidateGenerator} makes candidates near the numbers of a given ruleset;
 * {@link org.kentei.candidates.GeneratedWorkforce} makes JSON of a workforce without a ruleset;
 * {@link org.kentei.candidates.LargeCandidate} is the largest one, and
 * {@link org.kentei.candidates.CandidateExamples} holds good ones to read and to spoil.
 */
@org.jspecify.annotations.NullMarked
package org.kentei.candidates;
