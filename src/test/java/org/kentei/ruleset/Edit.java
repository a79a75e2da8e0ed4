package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Mistake;

/**
 * A change that makes the project's rules unsound, with the message that it has to bring.
 *
 * @param file the file that is changed
 * @param piece the piece of the file that is replaced
 * @param by what it is replaced by
 * @param place a piece of the changed file on the line that the message has to name; null for the file as a whole
 * @param message a piece of the message
 */
record Edit(
        String what,
        String file,
        String piece,
        String by,
        @Nullable String place,
        String message) {

    private static final Pattern JAVA =
            Pattern.compile("\\b(?:org|java|javax|com)\\.[\\w.$]+|\\w*Exception\\b|\\w*Error\\b|\\bnull\\b|\\[ERR");

    void isRefusedInPlainWords() {
        ChangedRules broken = ChangedRules.replacing(file, piece, by);
        List<Mistake> mistakes = broken.mistakes();

        int line = place == null ? 0 : broken.lineOf(file, place);
        assertThat(mistakes).anySatisfy(mistake -> {
            assertThat(mistake.file()).isEqualTo(file);
            assertThat(mistake.line()).isEqualTo(line);
            assertThat(mistake.reason()).contains(message);
        });
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake).satisfies(this::speaksToAnAuthor));
    }

    /** A word of Java may stand in a message only where it stands in the files. */
    private void speaksToAnAuthor(Mistake mistake) {
        assertThat(mistake.reason()).isNotBlank().hasSizeLessThan(500).doesNotContain("\n");
        String written = by + ChangedRules.replacing(file, piece, by).files().text("shared/considered.drl");
        Matcher java = JAVA.matcher(mistake.reason());
        while (java.find()) {
            assertThat(written).contains(java.group());
        }
    }

    @Override
    public String toString() {
        return what;
    }
}
