package org.kentei.http.request;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, as its header {@code traceparent} names it (W3C Trace Context).
 *
 * @param traceId the id of the trace, 32 hex digits
 * @param spanId the id of the client's part of it, 16 hex digits
 * @param sampled whether the client records it
 */
record TraceParent(String traceId, String spanId, boolean sampled) {

    static final String HEADER = "traceparent";

    private static final Pattern VERSION_0 = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final Pattern LATER_VERSION =
            Pattern.compile("(?!ff|00)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final Pattern ZEROS = Pattern.compile("0+");

    /** Reads the values of the header; null if there is no valid one, or more than one. */
    static @Nullable TraceParent of(List<String> headers) {
        if (headers.size() != 1) {
            return null;
        }
        for (Pattern version : List.of(VERSION_0, LATER_VERSION)) {
            Matcher header = version.matcher(headers.get(0));
            if (header.matches()
                    && !ZEROS.matcher(header.group(1)).matches()
                    && !ZEROS.matcher(header.group(2)).matches()) {
                boolean sampled = (Integer.parseInt(header.group(3), 16) & 1) == 1;
                return new TraceParent(header.group(1), header.group(2), sampled);
            }
        }
        return null;
    }
}
