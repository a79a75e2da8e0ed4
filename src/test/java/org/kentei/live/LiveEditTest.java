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

/** Broken edits under the checks of the gate, without its process, which other tests use. */
class LiveEditTest {

    @TempDir
    private Path folder;

    private static List<LiveEdit> edits() {
        return LiveEdit.ofFiles();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void every_broken_edit_is_refused_with_its_mistakes(LiveEdit broken) throws IOException {
        OwnRules.restore(folder);
        broken.edit().on(folder);
        try (GateFolder checked = GateFolder.of(RulesetFiles.read(folder))) {
            GateReport report = checked.read(GateChecks.run(checked.path()));
            List<Mistake> mistakes = report.decides() ? report.failedCases() : report.mistakes();
            assertThat(mistakes).isNotEmpty();
            broken.assertReportedIn(mistakes.stream().map(LiveEditTest::line).toList());
        }
    }

    private static String line(Mistake mistake) {
        return mistake.file() + ":" + mistake.line() + ": " + mistake.reason();
    }
}
