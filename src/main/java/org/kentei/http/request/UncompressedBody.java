package org.kentei.http.request;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;

/** Refuses bodies that are compressed: a small one could become too large when it is unpacked. */
public final class UncompressedBody {

    private static final String CONTENT_ENCODING = "Content-Encoding";

    private UncompressedBody() {}

    /**
     * Refuses a compressed body.
     *
     * @throws ProblemException with status 415
     */
    public static void require(HttpServerRequest request) {
        List<String> encodings = request.headers().getAll(CONTENT_ENCODING);
        if (!encodings.stream().allMatch(encoding -> encoding.strip().equalsIgnoreCase("identity"))) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE.problem(
                    "Send the candidate as it is, without the header `" + CONTENT_ENCODING + "`."));
        }
    }
}
