package org.kentei.bench.shape;

import java.time.LocalDate;

/** The day on which the claims are judged. */
public record AsOf(LocalDate day) {}
