package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The operators' page names exactly the settings that Kentei reads. */
class SettingsTest {

    private static final Pattern NAMED = Pattern.compile("(?:`|-D)(kentei(?:\\.[a-z-]++)++)(?!\\.\\*)");
    private static final TreeSet<String> READ = read();
    private static final List<String> NO_SETTINGS = List.of("kentei.mv.db", "kentei.openapi.write");

    @Test
    void every_setting_that_is_read_is_in_the_table_and_no_other() {
        List<String> shown = MarkdownPage.read(Path.of("docs/operators.md")).namedInFirstCells("## Settings").stream()
                .filter(name -> name.matches("kentei\\.[a-z.-]+"))
                .toList();

        assertThat(shown).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(shown)).isEqualTo(READ);
    }

    @Test
    void every_setting_that_a_page_names_is_read() throws IOException {
        for (MarkdownPage page : MarkdownPage.all()) {
            assertThat(NAMED.matcher(Files.readString(page.file())).results().map(name -> name.group(1)))
                    .as(page.toString())
                    .isSubsetOf(
                            Stream.concat(READ.stream(), NO_SETTINGS.stream()).toList());
        }
    }

    private static TreeSet<String> read() {
        TreeSet<String> read = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.kentei")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                read.addAll(ConfigMappings.getProperties(ConfigClass.configClass(type.reflect()))
                        .keySet());
            }
            type.getCodeUnits().stream()
                    .flatMap(code -> code.getParameters().stream())
                    .flatMap(parameter -> parameter.tryGetAnnotationOfType(ConfigProperty.class).stream())
                    .map(ConfigProperty::name)
                    .filter(name -> name.startsWith("kentei."))
                    .forEach(read::add);
        }
        return read;
    }
}
