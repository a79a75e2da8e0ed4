package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation and the messages do without phrases that readers stumble over. */
class PlainEnglishTest {

    /** Each is wrong wherever it is used: there is a common word for it. */
    private static final Pattern UNUSUAL = Pattern.compile(
            "\\b(?i:stands here|stands twice|in their way|wants for|for want of|comes? to life|at the desk|by and by"
                    + "|belongs into|one's own|heeded|such a one|(?:has )?earned its place|a file a sheet"
                    + "|has to be told of|henceforth|thereby|all is well|cannot be had|may not be had|goes on deciding"
                    + "|keeps? to (?:its|their) form|there is need of|sets? right)\\b");

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    @Test
    void no_page_has_an_unplain_phrase() throws IOException {
        List<String> found = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            UNUSUAL.matcher(Files.readString(page.file()))
                    .results()
                    .forEach(one -> found.add(page + ": " + one.group()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void no_message_has_an_unplain_phrase() throws IOException {
        List<String> found = new ArrayList<>();
        Path labels = Path.of("src/main/resources/messages/pages_en.properties");
        UNUSUAL.matcher(Files.readString(labels)).results().forEach(one -> found.add(labels + ": " + one.group()));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    (Iterable<Path>) sources.filter(file -> file.toString().endsWith(".java"))::iterator) {
                STRING.matcher(Files.readString(source))
                        .results()
                        .flatMap(text -> UNUSUAL.matcher(text.group()).results())
                        .forEach(one -> found.add(source + ": " + one.group()));
            }
        }
        assertThat(found).isEmpty();
    }
}
