package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Mistake;

/**
 * An edit that makes the project's rules invalid, with the message for its author.
 *
 * @param file the edited file
 * @param piece the piece of the file that is replaced; null for a file that is added
 * @param by the replacement, or the text of the added file
 * @param place a piece of the edited file on the line that the message must name; null for the file as a whole
 * @param message a part of the message
 */
public record BrokenEdit(
        String what,
        String file,
        @Nullable String piece,
        String by,
        @Nullable String place,
        String message) {

    private static final Pattern JAVA =
            Pattern.compile("\\b(?:org|java|javax|com)\\.[\\w.$]+|\\w*Exception\\b|\\w*Error\\b|\\bnull\\b|\\[ERR");

    /** The one table of broken edits. */
    public static List<BrokenEdit> all() {
        return Stream.of(
                        DrlEdits.all(),
                        ConditionEdits.all(),
                        LintEdits.all(),
                        VocabularyEdits.all(),
                        CharacterEdits.all(),
                        TextEdits.all(),
                        HiddenMeaningEdits.all(),
                        YamlEdits.all(),
                        FileEdits.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The edit with a name. */
    public static BrokenEdit named(String what) {
        return all().stream().filter(edit -> edit.what.equals(what)).findFirst().orElseThrow();
    }

    /** A file that is added. */
    static BrokenEdit added(String what, String file, String text, String message) {
        return new BrokenEdit(what, file, null, text, null, message);
    }

    /** The edited rules. */
    public RulesetFiles files() {
        return changed().files();
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
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake).satisfies(this::isForAuthors));
    }

    private ChangedRules changed() {
        return piece == null
                ? ChangedRules.with(file, by.getBytes(StandardCharsets.UTF_8))
                : ChangedRules.replacing(file, piece, by);
    }

    /** A message has a term of Java only if the files have it, and it has no invisible characters. */
    private void isForAuthors(Mistake mistake) {
        assertThat(mistake.reason()).isNotBlank().hasSizeLessThan(600).doesNotContain("\n");
        assertThat(mistake.toString().codePoints().filter(BrokenEdit::invisible))
                .isEmpty();
        String written = by + files().text("shared/considered.drl");
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
