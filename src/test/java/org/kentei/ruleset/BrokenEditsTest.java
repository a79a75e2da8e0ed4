package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every broken edit of the table is refused, with its file, line and reason. */
class BrokenEditsTest {

    static List<BrokenEdit> edits() {
        return BrokenEdit.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void a_broken_edit_is_refused_with_its_place_and_reason(BrokenEdit edit) {
        edit.isRefusedInPlainWords();
    }

    @Test
    void every_edit_has_its_own_name() {
        assertThat(edits()).extracting(BrokenEdit::what).doesNotHaveDuplicates();
    }
}
