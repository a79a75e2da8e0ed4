package org.kentei.http.request;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps the text of requests out of the labels of metrics. Requests are counted under the templates of routes, and all
 * others under one label: a path can have a candidate's id, and invented paths would use up the allowed number of labels.
 */
public class RouteLabels {

    private static final String HTTP = "http.server";
    private static final String OTHER = "OTHER";
    private static final Set<String> OF_NO_ROUTE = Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Produces
    @Singleton
    MeterFilter knownLabelsOnly(Routes routes) {
        Set<String> templates = Set.copyOf(routes.templates());
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (!id.getName().startsWith(HTTP)) {
                    return id;
                }
                List<Tag> tags = new ArrayList<>();
                id.getTagsAsIterable().forEach(tag -> tags.add(known(tag, templates)));
                return id.replaceTags(tags);
            }
        };
    }

    private static Tag known(Tag tag, Set<String> templates) {
        boolean known = switch (tag.getKey()) {
            case "uri" -> templates.contains(tag.getValue()) || OF_NO_ROUTE.contains(tag.getValue());
            case "method" -> METHODS.contains(tag.getValue());
            default -> true;
        };
        return known ? tag : Tag.of(tag.getKey(), OTHER);
    }
}
