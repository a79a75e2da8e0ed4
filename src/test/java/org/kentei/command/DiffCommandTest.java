package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;

/** What an edit means, as an author at the desk sees it. */
class DiffCommandTest {

    @TempDir
    private Path folder;

    @Test
    void diff_says_what_changes_and_shows_a_candidate_to_paste_as_a_case() {
        new EditedRules()
                .with("service-desk/SD3.drl", "months >= 24", "months >= 36")
                .with("service-desk/SD3.drl", "// Service Desk", "// The service desk")
                .with("vocabulary.yaml", "en: Book", "en: A book")
                .into(folder);

        EndedCommand diff = EndedCommand.call("diff", "rules", folder);

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out())
                .startsWith("SD3.RESPONSIBILITIES  service-desk/SD3.drl:")
                .contains("  `months >= 24` becomes `months >= 36`: 12 months more.\n")
                .contains("  No candidate can rise by it.\n")
                .contains("level 3 becomes none in SERVICE_DESK. As a case for SD3.cases.yaml:\n\n  - case: ")
                .contains("          from: 2024-04-01\n")
                .contains("    level: none\n    notMet: [RESPONSIBILITIES]\n")
                .contains("  `vocabulary.yaml` differs in labels, order, comments or layout.\n")
                .contains("1 change from revision ");
    }

    @Test
    void diff_does_not_say_that_nothing_can_differ_where_candidates_are_refused() {
        new EditedRules()
                .with(
                        "vocabulary.yaml",
                        "  - { code: FE, en: Fundamental Information Technology Engineer, ja: 基本情報技術者試験 }\n",
                        "")
                .into(folder);

        EndedCommand diff = EndedCommand.call("diff", "rules", folder);

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out())
                .contains("  Removed: `FE`. A candidate who states it is refused now.\n")
                .contains("  No candidate can fall by it.\n")
                .doesNotContain("No candidate's level can differ");
    }

    @Test
    void diff_refuses_what_is_neither_a_folder_nor_a_revision() {
        EndedCommand nowhere = EndedCommand.call("diff", "rules", folder.resolve("nowhere"));

        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("nowhere` is");
    }
}
