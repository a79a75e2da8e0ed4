package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Mistake;

/**
 * A change that makes the project's rules unsound, with the message that it has to bring.
 *
 * @param file the file that is changed
 * @param piece the piece of the file that is replaced; null for a file that is added
 * @param by what it is replaced by, or the text of the added file
 * @param place a piece of the changed file on the line that the message has to name; null for the file as a whole
 * @param message a piece of the message
 */
record RuleEdit(
        String what,
        String file,
        @Nullable String piece,
        String by,
        @Nullable String place,
        String message) {

    private static final Pattern JAVA =
            Pattern.compile("\\b(?:org|java|javax|com)\\.[\\w.$]+|\\w*Exception\\b|\\w*Error\\b|\\bnull\\b|\\[ERR");

    /** A file that is added. */
    static RuleEdit added(String what, String file, String text, String message) {
        return new RuleEdit(what, file, null, text, null, message);
    }

    void isRefusedInPlainWords() {
        ChangedRules broken = changed();
        long begun = System.nanoTime();
        List<Mistake> mistakes = broken.mistakes();
        EditTable.add(what, file, mistakes, System.nanoTime() - begun);

        int line = place == null ? 0 : broken.lineOf(file, place);
        assertThat(mistakes).anySatisfy(mistake -> {
            assertThat(mistake.file()).isEqualTo(file);
            assertThat(mistake.line()).isEqualTo(line);
            assertThat(mistake.reason()).contains(message);
        });
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake).satisfies(this::speaksToAnAuthor));
    }

    private ChangedRules changed() {
        return piece == null
                ? ChangedRules.with(file, by.getBytes(StandardCharsets.UTF_8))
                : ChangedRules.replacing(file, piece, by);
    }

    /** A word of Java may stand in a message only where it stands in the files; what is invisible never does. */
    private void speaksToAnAuthor(Mistake mistake) {
        assertThat(mistake.reason()).isNotBlank().hasSizeLessThan(600).doesNotContain("\n");
        assertThat(mistake.toString().codePoints().filter(RuleEdit::invisible)).isEmpty();
        String written = by + changed().files().text("shared/considered.drl");
        Matcher java = JAVA.matcher(mistake.reason());
        while (java.find()) {
            assertThat(written).contains(java.group());
        }
    }

    private static boolean invisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return what;
    }
}
