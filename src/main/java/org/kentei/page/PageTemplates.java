package org.kentei.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.kentei.files.JarFiles;

/**
 * Writes pages from the templates in the folder {@code templates}. Every value is escaped for HTML, and
 * shows its invisible characters. It needs no server, so
 * the command line writes the same pages as the service.
 */
public final class PageTemplates {

    /** The file name of the stylesheet of all pages. */
    public static final String STYLESHEET = "kentei.css";

    private static final String HTML = "text/html";
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new VisibleText(List.of(HTML)))
            .addLocator(PageTemplates::locate)
            .build();

    private PageTemplates() {}

    /**
     * Writes a page.
     *
     * @param template the template's path below the folder, without {@code .html}
     * @param data the data of the template by name
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
        return JarFiles.bytes("META-INF/resources/" + STYLESHEET);
    }

    /** The address of the stylesheet in the service. It changes with the content, since browsers cache it for long. */
    public static String servedStylesheet() {
        CRC32 sum = new CRC32();
        sum.update(stylesheet());
        return "/" + STYLESHEET + "?v=" + Long.toHexString(sum.getValue());
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String template) {
        return JarFiles.find("templates/" + template + ".html").map(bytes -> new TemplateLocator.TemplateLocation() {
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
}
