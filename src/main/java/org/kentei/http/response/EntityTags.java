package org.kentei.http.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/** Adds the hash of the body as {@code ETag}, and leaves the body out for a client that has it already. */
@Provider
@Revalidated
public class EntityTags implements ContainerResponseFilter {

    private static final Pattern TAG = Pattern.compile("\"([^\"]*)\"");
    private static final String ASSESSMENTS = "/v1/assessments";

    private final ObjectMapper json;

    public EntityTags(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() != Response.Status.OK.getStatusCode()) {
            return;
        }
        byte[] body = bytes(response.getEntity());
        String tag = Hash.of(body).hex();
        response.getHeaders().putSingle(HttpHeaders.ETAG, "\"" + tag + "\"");
        if (!request.getUriInfo().getPath().startsWith(ASSESSMENTS)) {
            // what is of no person may be kept, and is asked for anew each time
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
        if (isKnown(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
            response.setEntity(null);
        } else {
            response.setEntity(body);
        }
    }

    private byte[] bytes(Object entity) {
        if (entity instanceof byte[] bytes) {
            return bytes;
        }
        if (entity instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return json.writeValueAsBytes(entity);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer cannot be written as JSON", impossible);
        }
    }

    private static boolean isKnown(@Nullable List<String> headers, String tag) {
        if (headers == null) {
            return false;
        }
        for (String header : headers) {
            if (header.strip().equals("*")) {
                return true;
            }
            for (Matcher known = TAG.matcher(header); known.find(); ) {
                if (known.group(1).equals(tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
