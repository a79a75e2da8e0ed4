package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.live.gate.GateChecks;
import org.kentei.live.gate.GateFolder;
import org.kentei.live.gate.GateReport;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/** Broken edits under the checks of the gate, without the process around them, which other tests try. */
class BrokenEditTest {

    @TempDir
    private Path folder;

    private static List<BrokenEdit> edits() {
        return BrokenEdit.ofFiles();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void every_broken_edit_is_refused_with_what_is_wrong(BrokenEdit broken) throws IOException {
        OwnRules.restore(folder);
        broken.edit().on(folder);
        try (GateFolder checked = GateFolder.of(RulesetFiles.read(folder))) {
            GateReport report = checked.read(GateChecks.run(checked.path()));
            List<Mistake> mistakes = report.decides() ? report.failedCases() : report.mistakes();
            assertThat(mistakes).isNotEmpty();
            broken.assertToldIn(mistakes.stream().map(BrokenEditTest::line).toList());
        }
    }

    private static String line(Mistake mistake) {
        return mistake.file() + ":" + mistake.line() + ": " + mistake.reason();
    }
}
