package org.kentei.verdict;

import org.kentei.fact.Entry;

/**
 * An entry of the candidate that satisfied a criterion.
 *
 * @param entry what kind of entry
 * @param id the project's id; for other entries what they say, joined by {@code /}
 */
public record Evidence(Entry entry, String id) {}
