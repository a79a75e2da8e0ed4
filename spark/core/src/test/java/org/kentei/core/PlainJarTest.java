package org.kentei.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The jar's classes with nothing but what the jar declares to need at run time. Compiling them has shown already that
 * their sources need no more, since no other source and no other library is there.
 */
class PlainJarTest {

    private static final Path CLASSES = Path.of("spark/core/target/classes");
    private static final Path TESTS = Path.of("spark/core/target/test-classes");

    private static final Pattern OF_TESTS_OR_PROVIDED = Pattern.compile(
            ".*/(junit|assertj|opentest4j|apiguardian|byte-buddy|microprofile)[^/]*\\.jar|.*surefire.*");
    private static final Pattern OF_A_SERVER = Pattern.compile(
            ".*(quarkus|jakarta|javax|vertx|netty|jdbi|agroal|flyway|h2|postgresql|picocli|qute|microprofile).*",
            Pattern.CASE_INSENSITIVE);

    @Test
    void what_the_jar_needs_is_of_no_server_and_no_database() {
        assertThat(runtime())
                .isNotEmpty()
                .noneMatch(jar -> OF_A_SERVER.matcher(fileName(jar)).matches());
    }

    @Test
    void every_class_loads_and_the_example_is_decided_without_anything_else() throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(CLASSES.toUri().toURL());
        urls.add(TESTS.toUri().toURL());
        for (String jar : runtime()) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        try (URLClassLoader alone = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
                Stream<Path> classes = Files.walk(CLASSES)) {
            for (Path file :
                    (Iterable<Path>) classes.filter(one -> one.toString().endsWith(".class"))::iterator) {
                String name = CLASSES.relativize(file).toString().replace(File.separatorChar, '.');
                Class<?> loaded = Class.forName(name.substring(0, name.length() - ".class".length()), false, alone);
                loaded.getDeclaredMethods();
                loaded.getDeclaredFields();
                loaded.getDeclaredConstructors();
            }
            Callable<?> example = (Callable<?>) alone.loadClass("org.kentei.core.ExampleDecided")
                    .getConstructor()
                    .newInstance();

            assertThat(example.call().toString())
                    .contains("\"certifiedLevel\":4,")
                    .contains("\"firings\":[{");
        }
    }

    private static List<String> runtime() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(jar -> !OF_TESTS_OR_PROVIDED.matcher(jar).matches())
                .toList();
    }

    private static String fileName(String jar) {
        return Path.of(jar).getFileName().toString();
    }
}
