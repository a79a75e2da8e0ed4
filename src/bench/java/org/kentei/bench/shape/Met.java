package org.kentei.bench.shape;

/** A criterion of a sheet that is met. */
public record Met(String sheet, String criterion) {}
