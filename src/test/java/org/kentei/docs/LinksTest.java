package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of the documentation leads somewhere. */
class LinksTest {

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void links_lead_to_files_and_headings_that_exist(MarkdownPage page) {
        List<String> broken = new ArrayList<>();
        for (String link : page.links()) {
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                broken.add(link);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void the_main_pages_are_among_those_checked() {
        assertThat(pages().stream().map(page -> page.file().toString()))
                .contains("README.md", "CONTRIBUTING.md", "docs/README.md", "docs/operators.md", "rules/README.md");
        assertThat(MarkdownPage.read(Path.of("docs/README.md")).links()).hasSizeGreaterThan(5);
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target =
                path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        if (hash < 0) {
            return true;
        }
        Path headings = Files.isDirectory(target) ? target.resolve("README.md") : target;
        return headings.toString().endsWith(".md")
                && MarkdownPage.read(headings).anchors().contains(link.substring(hash + 1));
    }
}
