package org.kentei.bench.shape;

/** A phase that the projects counted at a sheet have to cover. */
public record PhaseAsked(String sheet, String phase) {}
