package org.kentei.ruleset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Vocabulary;

/**
 * Checks the names, sizes and characters of a ruleset's files. It is checked before a ruleset becomes active and before
 * the files are parsed, so that no parser and no message gets a text that looks different from what it is.
 */
final class WrittenForm {

    /** A clause: codes with dots between them, such as {@code OM7.SIZE.A}. */
    static final String CLAUSE = Vocabulary.CODE + "(\\." + Vocabulary.CODE + ")*";

    /** A text in Latin letters, with single blanks between its words. */
    static final String LATIN = words("[!-~\\u00C0-\\u017F–—‘’“”…]");

    private static final int MOST_FILES = 500;
    private static final int MOST_BYTES = 256 << 10;
    private static final int LONGEST_LINE = 1000;
    private static final int MOST_MISTAKES_OF_A_KIND = 10;
    private static final int LONGEST_NAME_SHOWN = 100;

    private static final Pattern NAME = Pattern.compile("(vocabulary|japanese)\\.yaml"
            + "|shared/(clauses\\.yaml|[a-z][a-z0-9-]{0,63}\\.drl)"
            + "|(?!shared/)[a-z][a-z0-9-]{0,63}/(field\\.yaml|clauses\\.yaml|" + Vocabulary.CODE
            + "(\\.drl|\\.cases\\.yaml))");

    /** Punctuation of English and Japanese texts outside ASCII. */
    private static final String PUNCTUATION = "–—‘’“”…、。〃々〆〇〈〉《》「」『』【】〔〕〜・ー！％＆（）＋，－．／：；？～";

    private WrittenForm() {}

    /** Words of such characters, with single blanks between them. */
    static String words(String character) {
        return character + "+( " + character + "+)*";
    }

    /** The mistakes in the names, sizes and characters of the files. */
    static List<Mistake> breaches(RulesetFiles files) {
        List<Mistake> mistakes = new ArrayList<>();
        if (files.byName().size() > MOST_FILES) {
            mistakes.add(new Mistake(
                    "rules",
                    0,
                    "The folder has " + files.byName().size() + " rule files; at most " + MOST_FILES
                            + " are allowed."));
            return mistakes;
        }
        List<String> foreign = files.byName().keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .toList();
        for (String name : foreign.subList(0, Math.min(foreign.size(), MOST_MISTAKES_OF_A_KIND))) {
            mistakes.add(new Mistake(
                    shown(name),
                    0,
                    "A ruleset has no file of this name. It has `vocabulary.yaml`, `japanese.yaml`, `shared/clauses.yaml`,"
                            + " `shared/<name>.drl`, and for each field `<field>/field.yaml`, `<field>/clauses.yaml`, `<field>/<SHEET>.drl` and"
                            + " `<field>/<SHEET>.cases.yaml`."));
        }
        if (foreign.size() > MOST_MISTAKES_OF_A_KIND) {
            mistakes.add(new Mistake(
                    "rules",
                    0,
                    (foreign.size() - MOST_MISTAKES_OF_A_KIND) + " more files have names that are not allowed."));
        }
        for (Map.Entry<String, byte[]> file : files.byName().entrySet()) {
            if (NAME.matcher(file.getKey()).matches()) {
                checkText(file.getKey(), file.getValue(), mistakes);
            }
        }
        return mistakes;
    }

    private static void checkText(String file, byte[] bytes, List<Mistake> mistakes) {
        if (bytes.length > MOST_BYTES) {
            mistakes.add(new Mistake(
                    file,
                    0,
                    "The file has " + (bytes.length >> 10) + " KB; at most " + (MOST_BYTES >> 10) + " are allowed."));
            return;
        }
        int line = 1;
        int begun = 0;
        int found = mistakes.size();
        String text = decoded(bytes);
        if (text == null) {
            mistakes.add(
                    new Mistake(file, lineOfMalformed(bytes), "The line is not valid UTF-8; save the file as UTF-8."));
            return;
        }
        for (int index = 0; index <= text.length() && mistakes.size() < found + MOST_MISTAKES_OF_A_KIND; ) {
            boolean ends = index == text.length() || text.charAt(index) == '\n';
            if (ends && index - begun > LONGEST_LINE) {
                mistakes.add(new Mistake(
                        file,
                        line,
                        "The line has " + (index - begun) + " characters; at most " + LONGEST_LINE + " are allowed."));
            }
            if (ends && file.endsWith(".drl") && text.substring(begun, index).contains("/*")) {
                mistakes.add(new Mistake(
                        file, line, "`/*` is not allowed; start a comment with `//`, on its own line between rules."));
            }
            if (ends) {
                line++;
                begun = ++index;
                continue;
            }
            int character = text.codePointAt(index);
            int next = index + Character.charCount(character);
            String reason = fault(character, next < text.length() && text.charAt(next) == '\n');
            if (reason != null) {
                mistakes.add(new Mistake(file, line, reason));
            }
            index = next;
        }
    }

    private static @Nullable String fault(int character, boolean endsLine) {
        if (allowed(character) || character == '\r' && endsLine) {
            return null;
        }
        return switch (character) {
            case '\t' -> "There is a tab here; indent with spaces.";
            case '\\' -> "A backslash is not allowed.";
            case 0xFEFF ->
                "There is a byte order mark or an invisible space here; save the file as UTF-8 without a byte order mark.";
            default -> {
                String plain = plain(character);
                yield "The character " + String.format("U+%04X", character) + " is not allowed. "
                        + (plain.isEmpty()
                                ? "Use Latin letters, digits, common punctuation and, in Japanese, kana and kanji."
                                : plain.equals(" ") ? "Write a plain space." : "Write a plain `" + plain + "`.");
            }
        };
    }

    /** What an author probably meant by a character that is not ASCII, such as {@code 2} by a full-width 2; or nothing. */
    static String plain(int character) {
        return switch (character) {
            case '“', '”', '‘', '’', '„', '「', '」' -> "\"";
            case '、' -> ",";
            case '≥', '≧' -> ">=";
            case '≤', '≦' -> "<=";
            case '≠' -> "!=";
            default -> {
                String folded = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
                yield folded.length() == 1 && folded.charAt(0) >= ' ' && folded.charAt(0) < 0x7F ? folded : "";
            }
        };
    }

    /** Whether a reader can distinguish the character from every other one in an English or Japanese text. */
    private static boolean allowed(int character) {
        if (character < 0x80) {
            return character >= ' ' && character < 0x7F && character != '\\';
        }
        return character >= 0xC0 && character <= 0x17F && Character.isLetter(character)
                || character >= 0x3041 && character <= 0x3096
                || character >= 0x30A1 && character <= 0x30FA
                || character >= 0x3400 && character <= 0x4DBF
                || character >= 0x4E00 && character <= 0x9FFF
                || PUNCTUATION.indexOf(character) >= 0;
    }

    private static @Nullable String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    private static int lineOfMalformed(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(rest, CharBuffer.allocate(bytes.length), true);
        int line = 1;
        for (int index = 0; index < rest.position(); index++) {
            line += bytes[index] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** A foreign name with its unusual characters as code points, so that they have no effect where it is shown. */
    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME_SHOWN)
                .forEach(character -> shown.append(
                        allowed(character) && character != '`'
                                ? Character.toString(character)
                                : String.format("<U+%04X>", character)));
        return name.codePointCount(0, name.length()) > LONGEST_NAME_SHOWN ? shown + "…" : shown.toString();
    }
}
