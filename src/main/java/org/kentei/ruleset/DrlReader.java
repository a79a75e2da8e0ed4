package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.kentei.vocabulary.Vocabulary;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Reads one DRL file into rules, and refuses everything beside rules that DRL would allow. */
final class DrlReader {

    static final String PACKAGE = "org.kentei.rules";
    static final String FACTS = "org.kentei.fact.*";

    private final Vocabulary vocabulary;
    private final String file;
    private final String text;
    private final List<Mistake> mistakes;
    private final WrittenRules written = new WrittenRules();

    DrlReader(Vocabulary vocabulary, String file, String text, List<Mistake> mistakes) {
        this.vocabulary = vocabulary;
        this.file = file;
        this.text = text;
        this.mistakes = mistakes;
    }

    /** What stands in the file and was not understood as a part of a rule; to be asked after reading. */
    List<Mistake> differences() {
        return written.differences(file, text);
    }

    /** The file's rules; what is wrong is added to the mistakes. */
    List<RuleText> read() {
        PackageDescr parsed = parse();
        if (parsed == null) {
            return List.of();
        }
        checkPackage(parsed);
        List<RuleText> rules = new ArrayList<>();
        RuleReader reader = new RuleReader(vocabulary, file, text, mistakes, written);
        for (RuleDescr rule : parsed.getRules()) {
            int before = mistakes.size();
            RuleText read = reader.read(rule);
            if (read != null && mistakes.size() == before) {
                rules.add(read);
            }
        }
        return rules;
    }

    private @Nullable PackageDescr parse() {
        if (text.startsWith("\uFEFF")) {
            mistakes.add(new Mistake(file, 1, "The file begins with a byte order mark; save it as UTF-8 without one."));
            return null;
        }
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            PackageDescr parsed = parser.parse(false, text);
            int withoutEnd = parser.hasErrors() ? ruleWithoutEnd() : 0;
            if (withoutEnd > 0) {
                mistakes.add(new Mistake(file, withoutEnd, "The rule has no `end`."));
                return null;
            }
            Mistake stray = parser.hasErrors() ? WrittenRules.strayLine(file, text) : null;
            if (stray != null) {
                mistakes.add(stray);
                return null;
            }
            for (DroolsError error : parser.getErrors()) {
                int[] lines = error.getLines();
                int line = lines.length == 0 ? 0 : Math.max(0, lines[0]);
                int named = line > 0 ? line : ParserMessages.line(error.getMessage());
                boolean atEnd = named >= text.lines().count();
                mistakes.add(new Mistake(file, named, ParserMessages.syntax(error.getMessage(), atEnd)));
            }
            if (parsed == null && !parser.hasErrors()) {
                mistakes.add(new Mistake(file, 0, "The file is empty or is no DRL."));
            }
            return parser.hasErrors() ? null : parsed;
        } catch (StackOverflowError unparsable) {
            mistakes.add(new Mistake(file, 0, "The file's brackets are nested too deeply."));
        } catch (DroolsParserException | RuntimeException unparsable) {
            mistakes.add(new Mistake(file, 0, "The file is no DRL."));
        }
        return null;
    }

    /** The line of the first rule that another one follows, or the file's end, before its own end; 0 if there is none. */
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

    private void checkPackage(PackageDescr parsed) {
        if (parsed.getNamespace() == null || parsed.getNamespace().isEmpty()) {
            mistake(1, "The file begins with `package " + PACKAGE + "`.");
        } else if (!PACKAGE.equals(parsed.getNamespace())) {
            mistake(
                    1,
                    "The file begins with `package " + PACKAGE + "`, not with `package " + parsed.getNamespace()
                            + "`.");
        }
        for (ImportDescr imported : parsed.getImports()) {
            if (!FACTS.equals(imported.getTarget())) {
                mistake(
                        imported.getLine(),
                        "Only `import " + FACTS + "` is imported; rules look at facts and nothing else.");
            }
        }
        refuse(parsed.getFunctionImports(), "A function is imported; rules call none.");
        refuse(parsed.getFunctions(), "A function is declared; what rules cannot say belongs into a fact.");
        refuse(parsed.getGlobals(), "A global is declared; rules look at facts and nothing else.");
        refuse(parsed.getTypeDeclarations(), "A type is declared; the fact types are Kentei's own.");
        refuse(parsed.getAccumulateImports(), "A function is imported; rules call none.");
        refuse(parsed.getEntryPointDeclarations(), "An entry point is declared; facts come in by none.");
        if (parsed.getUnit() != null) {
            mistake(Math.max(0, parsed.getUnit().getLine()), "A unit is declared; all rules belong to one package.");
        }
        refuse(parsed.getEnumDeclarations(), "An enum is declared; codes belong into the vocabulary.");
        refuse(parsed.getWindowDeclarations(), "A window is declared; facts here have no order in time.");
        refuse(parsed.getAttributes(), "An attribute stands before the rules; rules here have no attributes.");
    }

    private void refuse(java.util.Collection<? extends BaseDescr> found, String reason) {
        found.forEach(descr -> mistake(Math.max(0, descr.getLine()), reason));
    }

    private void refuse(Map<?, ?> found, String reason) {
        if (!found.isEmpty()) {
            mistake(0, reason);
        }
    }

    private void mistake(int line, String reason) {
        mistakes.add(new Mistake(file, line, reason));
    }
}
