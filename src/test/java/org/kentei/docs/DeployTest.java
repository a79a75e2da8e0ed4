package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kentei.record.database.Rights;

/** The files that operators install. */
class DeployTest {

    private static final Path RIGHTS = Path.of("deploy/postgresql/rights.sql");

    @Test
    void the_role_of_the_service_may_update_and_delete_what_the_service_does_and_nothing_else() throws IOException {
        assertThat(granted("update")).isEqualTo(done("update ([a-z_]+)(?: set| \\w+ set)"));
        assertThat(granted("delete")).isEqualTo(done("delete from ([a-z_]+)"));
        assertThat(granted("update")).as("what the start requires").isEqualTo(new TreeSet<>(Rights.UPDATED));
        assertThat(granted("delete")).as("what the start requires").isEqualTo(new TreeSet<>(Rights.DELETED));
    }

    private static Set<String> granted(String right) throws IOException {
        return Pattern.compile("grant " + right + " on\\s+([a-z_,\\s]+?)\\s+to kentei_service;")
                .matcher(Files.readString(RIGHTS))
                .results()
                .flatMap(grant -> Stream.of(grant.group(1).split(",\\s*")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> done(String statement) throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/kentei"))) {
            for (Path source :
                    (Iterable<Path>) sources.filter(file -> file.toString().endsWith(".java"))::iterator) {
                Pattern.compile("\"\\s*" + statement)
                        .matcher(Files.readString(source))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(tables::add);
            }
        }
        return tables;
    }
}
