package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.RuleText;
import org.kentei.source.Mistake;
import org.kentei.source.MistakeCollector;
import org.kentei.vocabulary.Vocabulary;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Reads the rules of one DRL file. Every other feature of DRL is a mistake. */
final class DrlReader {

    static final String PACKAGE = "org.kentei.rules";
    static final String FACTS = "org.kentei.fact.*";

    private final Vocabulary vocabulary;
    private final String text;
    private final MistakeCollector mistakes;
    private final WrittenRules written = new WrittenRules();

    DrlReader(Vocabulary vocabulary, String file, String text, List<Mistake> mistakes) {
        this.vocabulary = vocabulary;
        this.text = text;
        this.mistakes = new MistakeCollector(file, mistakes);
    }

    /** The parts of the file that were not read as part of a rule; call it after {@link #read()}. */
    List<Mistake> differences() {
        return written.differences(mistakes.file(), text);
    }

    /** The rules that have no mistakes; what is wrong is added to the list of mistakes. */
    List<RuleText> read() {
        PackageDescr parsed = parse();
        if (parsed == null) {
            return List.of();
        }
        checkPackage(parsed);
        List<RuleText> rules = new ArrayList<>();
        RuleReader reader = new RuleReader(vocabulary, text, mistakes, written);
        for (RuleDescr rule : parsed.getRules()) {
            int before = mistakes.mistakes().size();
            RuleText read = reader.read(rule);
            if (read != null && mistakes.mistakes().size() == before) {
                rules.add(read);
            }
        }
        return rules;
    }

    private @Nullable PackageDescr parse() {
        if (text.startsWith("\uFEFF")) {
            mistakes.add(1, "The file starts with a byte order mark; save it as UTF-8 without one.");
            return null;
        }
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            PackageDescr parsed = parser.parse(false, text);
            int withoutEnd = parser.hasErrors() ? ruleWithoutEnd() : 0;
            if (withoutEnd > 0) {
                mistakes.add(withoutEnd, "The rule has no `end`.");
                return null;
            }
            Mistake stray = parser.hasErrors() ? WrittenRules.strayLine(mistakes.file(), text) : null;
            if (stray != null) {
                mistakes.mistakes().add(stray);
                return null;
            }
            int withoutQuote = parser.hasErrors() ? textWithoutEnd() : 0;
            if (withoutQuote > 0) {
                mistakes.add(withoutQuote, "A `\"` is missing in this line.");
                return null;
            }
            for (DroolsError error : parser.getErrors()) {
                int[] lines = error.getLines();
                int line = lines.length == 0 ? 0 : Math.max(0, lines[0]);
                int named = line > 0 ? line : ParserMessages.line(error.getMessage());
                boolean atEnd = named >= text.lines().count();
                String source =
                        text.lines().skip(Math.max(0, named - 1)).findFirst().orElse("");
                mistakes.add(named, ParserMessages.inLine(source, error.getMessage(), atEnd));
            }
            if (parsed == null && !parser.hasErrors()) {
                mistakes.add(0, "The file is empty or is not valid DRL.");
            }
            return parser.hasErrors() ? null : parsed;
        } catch (StackOverflowError unparsable) {
            mistakes.add(0, "The brackets in the file are nested too deeply.");
        } catch (DroolsParserException | RuntimeException unparsable) {
            mistakes.add(0, "The file is not valid DRL.");
        }
        return null;
    }

    /** The line of the first rule that has no {@code end} before the next rule or the end of the file; 0 if there is none. */
    private int ruleWithoutEnd() {
        String[] lines = text.split("\n", -1);
        int begun = 0;
        for (int index = 0; index < lines.length; index++) {
            boolean begins = lines[index].startsWith("rule ");
            if (begins && begun > 0) {
                return begun;
            }
            if (begins || lines[index].strip().equals("end")) {
                begun = begins ? index + 1 : 0;
            }
        }
        return begun;
    }

    /** The first line in which a text has no end, which the parser often notices only lines below; 0 if there is none. */
    private int textWithoutEnd() {
        String[] lines = text.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            boolean comment = lines[index].strip().startsWith("//");
            if (!comment
                    && lines[index]
                                            .chars()
                                            .filter(character -> character == '"')
                                            .count()
                                    % 2
                            == 1) {
                return index + 1;
            }
        }
        return 0;
    }

    private void checkPackage(PackageDescr parsed) {
        if (parsed.getNamespace() == null || parsed.getNamespace().isEmpty()) {
            mistakes.add(1, "The file must start with `package " + PACKAGE + "`.");
        } else if (!PACKAGE.equals(parsed.getNamespace())) {
            mistakes.add(
                    1,
                    "The file must start with `package " + PACKAGE + "`, not with `package " + parsed.getNamespace()
                            + "`.");
        }
        for (ImportDescr imported : parsed.getImports()) {
            if (!FACTS.equals(imported.getTarget())) {
                mistakes.add(imported.getLine(), "Only `import " + FACTS + "` is allowed.");
            }
        }
        refuse(parsed.getFunctionImports(), "Importing functions is not allowed.");
        refuse(parsed.getFunctions(), "Functions are not allowed.");
        refuse(parsed.getGlobals(), "Globals are not allowed.");
        refuse(parsed.getTypeDeclarations(), "Declaring types is not allowed.");
        refuse(parsed.getAccumulateImports(), "Importing functions is not allowed.");
        refuse(parsed.getEntryPointDeclarations(), "Entry points are not allowed.");
        if (parsed.getUnit() != null) {
            mistakes.add(Math.max(0, parsed.getUnit().getLine()), "Units are not allowed.");
        }
        refuse(parsed.getEnumDeclarations(), "Enums are not allowed; add codes to the vocabulary.");
        refuse(parsed.getWindowDeclarations(), "Windows are not allowed.");
        refuse(parsed.getAttributes(), "Attributes are not allowed.");
    }

    private void refuse(Collection<? extends BaseDescr> found, String reason) {
        found.forEach(descr -> mistakes.add(Math.max(0, descr.getLine()), reason));
    }
}
