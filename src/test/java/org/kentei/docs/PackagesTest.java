package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on how Kentei is built names its packages. */
class PackagesTest {

    @Test
    void every_package_is_in_the_table_and_in_the_drawing() throws IOException {
        List<String> packages;
        try (Stream<Path> entries = Files.list(Path.of("src/main/java/org/kentei"))) {
            packages = entries.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
        String drawing = Files.readString(Path.of("docs/images/packages.svg"));

        assertThat(MarkdownPage.read(Path.of("docs/architecture.md")).namedInFirstCells("## Packages"))
                .containsAll(packages);
        assertThat(packages).allSatisfy(name -> assertThat(drawing).contains(">" + name + "</text>"));
    }
}
