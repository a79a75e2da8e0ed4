package org.kentei.ruleset;

import java.util.List;

/**
 * A made-up specialty field as plain data.
 *
 * @param sheets the highest level first
 */
record PlainField(String code, int position, List<String> areas, List<PlainSheet> sheets) {}
