package org.kentei.cases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.Fault;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import org.kentei.source.Suggestion;
import org.kentei.source.YamlNodes;
import org.kentei.source.YamlNodes.InvalidYamlException;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one case file and reports each mistake with its line. */
final class CaseFileReader {

    private static final List<String> OF_FILE = List.of("base", "cases");
    private static final List<String> OF_CASE =
            List.of("case", "change", "without", "add", "level", "inForce", "notMet", "examination");
    private static final String NO_LEVEL = "none";

    private final Vocabulary vocabulary;
    private final CandidateReader candidates;
    private final String file;
    private final List<Mistake> mistakes;

    CaseFileReader(Vocabulary vocabulary, String file, List<Mistake> mistakes) {
        this.vocabulary = vocabulary;
        this.candidates = new CandidateReader(vocabulary, Clock.systemUTC());
        this.file = file;
        this.mistakes = mistakes;
    }

    /** The cases that can be read; null where the file has no usable base. Mistakes are added to the list. */
    @Nullable
    CaseFile read(String text) {
        String code = file.substring(file.lastIndexOf('/') + 1, file.length() - RulesetFiles.CASES_SUFFIX.length());
        Sheet sheet = vocabulary.sheet(code);
        if (sheet == null) {
            mistake(
                    0,
                    "The file is named after the sheet `" + code + "`, which is not in the vocabulary."
                            + Suggestion.hint(code, vocabulary.codes(CodeList.SHEETS)));
            return null;
        }
        try {
            Map<String, Node> parts = parts(YamlNodes.read(text), "the file", OF_FILE);
            CandidateDraft base = base(required(parts, "base", 0), sheet);
            if (candidate(base) == null) {
                return null;
            }
            List<Case> cases = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (Node entry : YamlNodes.entries(required(parts, "cases", 0), "`cases`")) {
                try {
                    Case one = read(entry, base.copy(), sheet);
                    if (one != null && !names.add(one.name())) {
                        mistake(one.line(), "Another case in this file has the name `" + one.name() + "`.");
                    } else if (one != null) {
                        cases.add(one);
                    }
                } catch (InvalidYamlException mistaken) {
                    mistake(mistaken.line(), String.valueOf(mistaken.getMessage()));
                }
            }
            return new CaseFile(file, sheet, cases);
        } catch (InvalidYamlException mistaken) {
            mistake(mistaken.line(), String.valueOf(mistaken.getMessage()));
            return null;
        }
    }

    private static CandidateDraft base(Node written, Sheet sheet) throws InvalidYamlException {
        YamlNodes.members(written, "`base`");
        if (YamlNodes.member(written, "asOf") == null) {
            throw new InvalidYamlException(
                    YamlNodes.line(written),
                    "The base has no `asOf`; without it the cases would be assessed as of today and would change over time.");
        }
        CandidateDraft base = new CandidateDraft(written).copy();
        if (YamlNodes.member(written, "candidateId") == null) {
            base.change(
                    "candidateId",
                    new ScalarNode(
                            Tag.STR, sheet.sheet(), written.getStartMark(), written.getEndMark(), ScalarStyle.PLAIN),
                    0);
        }
        return base;
    }

    private @Nullable Case read(Node entry, CandidateDraft draft, Sheet sheet) throws InvalidYamlException {
        int line = YamlNodes.line(entry);
        Map<String, Node> parts = parts(entry, "the case", OF_CASE);
        String name = YamlNodes.text(required(parts, "case", line));
        if (parts.containsKey("change")) {
            for (Map.Entry<String, Node> change :
                    YamlNodes.members(parts.get("change"), "`change`").entrySet()) {
                draft.change(change.getKey(), change.getValue(), YamlNodes.line(change.getValue()));
            }
        }
        if (parts.containsKey("without")) {
            for (Node path : YamlNodes.entries(parts.get("without"), "`without`")) {
                draft.without(YamlNodes.text(path), YamlNodes.line(path));
            }
        }
        if (parts.containsKey("add")) {
            for (Map.Entry<String, Node> added :
                    YamlNodes.members(parts.get("add"), "`add`").entrySet()) {
                draft.add(added.getKey(), added.getValue(), YamlNodes.line(added.getValue()));
            }
        }
        Expectation expectation = new Expectation(
                level(required(parts, "level", line)),
                inForce(parts),
                notMet(parts.get("notMet"), sheet),
                examination(parts.get("examination")));
        Candidate candidate = candidate(draft);
        return candidate == null ? null : new Case(name, line, candidate, expectation);
    }

    private static boolean inForce(Map<String, Node> parts) throws InvalidYamlException {
        Node written = parts.get("inForce");
        if (written == null) {
            return true;
        }
        if (!YamlNodes.text(written).equals("false")) {
            throw new InvalidYamlException(
                    YamlNodes.line(written),
                    "`inForce` is `false` or left out: a case says of a sheet only that it is not in force.");
        }
        Node notMet = parts.get("notMet");
        if (notMet != null) {
            throw new InvalidYamlException(
                    YamlNodes.line(notMet), "A sheet that is not in force is not decided, so it has no `notMet`.");
        }
        return false;
    }

    private static @Nullable Integer level(Node written) throws InvalidYamlException {
        String level = YamlNodes.text(written);
        if (level.equals(NO_LEVEL)) {
            return null;
        }
        if (!level.matches("[1-" + Sheet.HIGHEST_LEVEL + "]")) {
            throw new InvalidYamlException(
                    YamlNodes.line(written),
                    "`level` must be 1 to " + Sheet.HIGHEST_LEVEL + ", or `" + NO_LEVEL + "`.");
        }
        return Integer.valueOf(level);
    }

    private static Set<Criterion> notMet(@Nullable Node written, Sheet sheet) throws InvalidYamlException {
        Set<Criterion> notMet = EnumSet.noneOf(Criterion.class);
        for (Node entry : written == null ? List.<Node>of() : YamlNodes.entries(written, "`notMet`")) {
            String name = YamlNodes.text(entry);
            List<String> required =
                    sheet.criteria().stream().map(Enum::name).sorted().toList();
            if (!required.contains(name)) {
                throw new InvalidYamlException(
                        YamlNodes.line(entry),
                        "The sheet " + sheet.sheet() + " does not require the criterion `" + name + "`."
                                + Suggestion.hint(name, required));
            }
            notMet.add(Criterion.valueOf(name));
        }
        return notMet;
    }

    private @Nullable String examination(@Nullable Node written) throws InvalidYamlException {
        if (written == null) {
            return null;
        }
        String code = YamlNodes.text(written);
        List<String> codes = vocabulary.codes(CodeList.EXAMINATIONS);
        if (!codes.contains(code)) {
            throw new InvalidYamlException(
                    YamlNodes.line(written),
                    "The vocabulary has no examination `" + code + "`." + Suggestion.hint(code, codes));
        }
        return code;
    }

    private @Nullable Candidate candidate(CandidateDraft draft) {
        CandidateJson json = new CandidateJson(draft.root());
        try {
            return candidates.read(json.body());
        } catch (InvalidCandidateException invalid) {
            for (Fault fault : invalid.faults()) {
                mistake(json.line(fault.pointer()), fault.detail());
            }
            return null;
        }
    }

    private static Map<String, Node> parts(Node node, String what, List<String> known) throws InvalidYamlException {
        Map<String, Node> parts = YamlNodes.members(node, what);
        for (Map.Entry<String, Node> part : parts.entrySet()) {
            if (!known.contains(part.getKey())) {
                throw new InvalidYamlException(
                        YamlNodes.line(part.getValue()),
                        "`" + part.getKey() + "` is not allowed in "
                                + what + "; allowed are " + String.join(", ", known) + "."
                                + Suggestion.hint(part.getKey(), known));
            }
        }
        return parts;
    }

    private static Node required(Map<String, Node> parts, String name, int line) throws InvalidYamlException {
        Node part = parts.get(name);
        if (part == null) {
            throw new InvalidYamlException(line, "`" + name + ":` is missing here.");
        }
        return part;
    }

    private void mistake(int line, String reason) {
        Mistake mistake = new Mistake(file, line, reason);
        if (!mistakes.contains(mistake)) {
            mistakes.add(mistake);
        }
    }
}
