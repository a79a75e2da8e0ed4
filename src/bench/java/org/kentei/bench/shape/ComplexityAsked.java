package org.kentei.bench.shape;

import java.util.List;

/**
 * A complexity clause.
 *
 * @param required criteria that may not be absent
 */
public record ComplexityAsked(String sheet, int criteria, List<String> required) {}
