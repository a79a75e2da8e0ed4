package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;

/**
 * Revisions of earlier builds are kept and replayed. Their shared rules knew no sheet without a complexity; they have to
 * compile and decide as they did.
 */
class EarlierSharedRulesTest {

    private static final Path EARLIER = Path.of("src/test/resources/rules-of-1.0");

    @Test
    void shared_rules_of_version_one_decide_every_worked_case_as_before() throws IOException, InvalidRulesetException {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        for (String file : new String[] {"shared/eligible.drl", "shared/level-or-above.drl"}) {
            files.put(file, Files.readAllBytes(EARLIER.resolve(file)));
        }
        try (Ruleset earlier = RulesetCompiler.compileArchived(new RulesetFiles(files))) {
            for (DecidedCase one : DecidedCase.all()) {
                assertThat(DecidedCase.decided(one.name(), one.candidate(), earlier))
                        .isEqualTo(one);
            }
        }
    }
}
