package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The operators' page names exactly the settings that Kentei reads. */
class SettingsTest {

    private static final Pattern NAMED = Pattern.compile("(?:`|-D)(kentei(?:\\.[a-z-]++)++)(?!\\.\\*)");
    private static final SortedSet<String> READ = read();
    private static final List<String> NO_SETTINGS = List.of("kentei.mv.db", "kentei.openapi.write");

    @Test
    void every_setting_that_is_read_is_in_the_table_and_no_other() {
        List<String> shown = MarkdownPage.read(Path.of("docs/operators.md")).namedInFirstCells("## Settings").stream()
                .filter(name -> name.matches("kentei\\.[a-z.*-]+"))
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

    private static SortedSet<String> read() {
        SortedSet<String> read = new TreeSet<>();
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes.resolve("org/kentei"))) {
            for (Path file :
                    (Iterable<Path>) files.filter(name -> name.toString().endsWith(".class"))::iterator) {
                String path = classes.relativize(file).toString();
                String name =
                        path.substring(0, path.length() - ".class".length()).replace('/', '.');
                Class<?> type = Class.forName(name, false, SettingsTest.class.getClassLoader());
                if (type.isAnnotationPresent(ConfigMapping.class)) {
                    // an element of a list is not a setting of its own
                    ConfigMappings.getProperties(ConfigClass.configClass(type)).keySet().stream()
                            .filter(setting -> !setting.endsWith("[*]"))
                            .forEach(read::add);
                }
                Stream.<Executable>concat(
                                Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                        .flatMap(code -> Stream.of(code.getParameters()))
                        .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(ConfigProperty.class)))
                        .map(ConfigProperty::name)
                        .filter(setting -> setting.startsWith("kentei."))
                        .forEach(read::add);
            }
            return read;
        } catch (IOException | ClassNotFoundException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
