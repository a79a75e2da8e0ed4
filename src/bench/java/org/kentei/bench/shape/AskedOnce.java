package org.kentei.bench.shape;

/** An accomplishment that any project eligible at a sheet may show. */
public record AskedOnce(String sheet, String accomplishment) {}
