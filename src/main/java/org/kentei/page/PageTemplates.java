package org.kentei.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Writes pages from the templates in the folder {@code templates}. Every value is escaped for HTML. It needs no server,
 * so that the desk writes the same pages as the service.
 */
public final class PageTemplates {

    /** The file name of the stylesheet of all pages. */
    public static final String STYLESHEET = "kentei.css";

    private static final String HTML = "text/html";
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .addLocator(PageTemplates::locate)
            .build();

    private PageTemplates() {}

    /**
     * Writes a page.
     *
     * @param template the template's path below the folder, without {@code .html}
     * @param data what the template shows, by the names it uses
     */
    public static String render(String template, Map<String, ?> data) {
        var found = ENGINE.getTemplate(template);
        if (found == null) {
            throw new IllegalArgumentException("There is no template " + template);
        }
        return found.instance().data(data).render();
    }

    /** The stylesheet of all pages. */
    public static byte[] stylesheet() {
        return resource("META-INF/resources/" + STYLESHEET)
                .orElseThrow(() -> new IllegalStateException("This build of Kentei carries no stylesheet"));
    }

    /** Where the service has the stylesheet; the address changes with its content, since browsers keep it for long. */
    public static String servedStylesheet() {
        CRC32 sum = new CRC32();
        sum.update(stylesheet());
        return "/" + STYLESHEET + "?v=" + Long.toHexString(sum.getValue());
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String template) {
        return resource("templates/" + template + ".html").map(bytes -> new TemplateLocator.TemplateLocation() {
            @Override
            public Reader read() {
                return new StringReader(new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType(HTML));
            }
        });
    }

    private static Optional<byte[]> resource(String path) {
        try (InputStream found = PageTemplates.class.getClassLoader().getResourceAsStream(path)) {
            return found == null ? Optional.empty() : Optional.of(found.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
