package org.kentei.ruleset;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Mistake;
import org.kentei.source.YamlNodes;
import org.kentei.vocabulary.Vocabulary;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Checks that the YAML files of a ruleset use only the allowed part of YAML, and that each text has the form that its
 * place requires. It is checked before a ruleset becomes active. A file that is not valid YAML is skipped here, because
 * its reader reports that.
 */
final class WrittenYaml {

    /** The form of a text, with its description for messages. */
    private enum NodeType {
        CODE(Vocabulary.CODE, "a code: capitals, digits and underscores, starting with a capital"),
        CLAUSE(WrittenForm.CLAUSE, "a clause: codes with dots between them"),
        LIST("[a-z][A-Za-z0-9]{0,63}", "the name of a list: letters and digits, starting with a small letter"),
        NUMBER("[1-9][0-9]{0,3}", "a whole number from 1 to 9999 without leading zeros"),
        LABEL(WrittenForm.LATIN, "a text in Latin letters with single blanks between its words"),
        DATE("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}", "a day such as 2027-04-01"),
        LINK("https?://[!-~]+", "an address that begins with `http://` or `https://`"),
        ANY("\\S+( \\S+)*", "a text without blanks at its ends and with single blanks in it");

        private final Pattern pattern;
        private final String words;

        NodeType(String pattern, String words) {
            this.pattern = Pattern.compile(pattern);
            this.words = words;
        }
    }

    private static final Map<String, NodeType> KINDS = Map.ofEntries(
            Map.entry("field", NodeType.CODE),
            Map.entry("sheet", NodeType.CODE),
            Map.entry("code", NodeType.CODE),
            Map.entry("criteria", NodeType.CODE),
            Map.entry("together", NodeType.CODE),
            Map.entry("category", NodeType.CODE),
            Map.entry("reading", NodeType.CODE),
            Map.entry("readings", NodeType.CODE),
            Map.entry("omission", NodeType.CODE),
            Map.entry("notFormalised", NodeType.CODE),
            Map.entry("clause", NodeType.CLAUSE),
            Map.entry("see", NodeType.CLAUSE),
            Map.entry("complexityList", NodeType.LIST),
            Map.entry("position", NodeType.NUMBER),
            Map.entry("level", NodeType.NUMBER),
            Map.entry("en", NodeType.LABEL),
            Map.entry("open", NodeType.LABEL),
            Map.entry("read", NodeType.LABEL),
            Map.entry("because", NodeType.LABEL),
            Map.entry("what", NodeType.LABEL),
            Map.entry("place", NodeType.LABEL),
            Map.entry("says", NodeType.LABEL),
            Map.entry("noRule", NodeType.LABEL),
            Map.entry("text", NodeType.LABEL),
            Map.entry("source", NodeType.CODE),
            Map.entry("standard", NodeType.LABEL),
            Map.entry("edition", NodeType.LABEL),
            Map.entry("link", NodeType.LINK),
            Map.entry("lastRead", NodeType.DATE),
            Map.entry("from", NodeType.DATE),
            Map.entry("until", NodeType.DATE));

    private static final Set<String> LABELS = Set.of("en", "ja");
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_TEXT = 600;
    private static final int MOST_MISTAKES = 10;
    private static final int MOST_ENTRIES = 500;
    private static final int LONGEST_SHOWN = 60;

    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, Mistake> positions = new HashMap<>();
    private String file = "";

    private WrittenYaml() {}

    /** Uses of YAML that are not allowed; call it before the files are read. */
    static List<Mistake> breachesOfForm(RulesetFiles files) {
        WrittenYaml written = new WrittenYaml();
        written.each(files, (yaml, text) -> {
            Deque<int[]> entries = new ArrayDeque<>();
            for (Event event : yaml.parse(new StringReader(text))) {
                written.checkEvent(event);
                written.checkSize(event, entries);
            }
        });
        return written.mistakes;
    }

    /** Texts that do not have the form that their place requires. */
    static List<Mistake> breachesOfTexts(RulesetFiles files) {
        WrittenYaml written = new WrittenYaml();
        written.each(files, (yaml, text) -> {
            Node root = yaml.compose(new StringReader(text));
            if (root != null) {
                written.checkNode("", root);
            }
        });
        return written.mistakes;
    }

    private void each(RulesetFiles files, BiConsumer<Yaml, String> check) {
        for (String name : files.byName().keySet()) {
            if (name.endsWith(".yaml")) {
                file = name;
                int before = mistakes.size();
                try {
                    check.accept(YamlNodes.parser(), files.text(name));
                } catch (YAMLException unreadable) {
                    // its reader reports why
                }
                if (mistakes.size() > before + MOST_MISTAKES) {
                    mistakes.subList(before + MOST_MISTAKES, mistakes.size()).clear();
                }
            }
        }
    }

    /** @param entries the number of entries so far of each list around the event, the innermost list first */
    private void checkSize(Event event, Deque<int[]> entries) {
        if (event instanceof CollectionEndEvent) {
            entries.pop();
        } else if (event instanceof NodeEvent && !entries.isEmpty() && ++entries.peek()[0] == MOST_ENTRIES + 1) {
            mistake(event.getStartMark(), "The list has more than " + MOST_ENTRIES + " entries.");
        }
        if (event instanceof CollectionStartEvent) {
            entries.push(new int[1]);
            if (entries.size() == YamlNodes.DEEPEST) {
                mistake(event.getStartMark(), "Lists are nested more than " + YamlNodes.DEEPEST + " deep.");
            }
        }
    }

    private void checkEvent(Event event) {
        if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
            mistake(event.getStartMark(), "Anchors (`&…`) and references (`*…`) are not allowed; write each text out.");
        }
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            mistake(event.getStartMark(), "Tags (`!…`) are not allowed.");
        }
        if (event instanceof DocumentStartEvent start
                && (start.getVersion() != null
                        || start.getTags() != null && !start.getTags().isEmpty())) {
            mistake(event.getStartMark(), "Directives (`%…`) are not allowed.");
        }
    }

    private void checkNode(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name) {
                    checkScalar(key.equals("complexityLists") ? NodeType.LIST : NodeType.ANY, key, name);
                    checkNode(key.equals("complexityLists") ? "code" : name.getValue(), entry.getValueNode());
                } else {
                    mistake(entry.getKeyNode().getStartMark(), "A name must be a single word or text.");
                }
            }
        } else if (node instanceof SequenceNode list) {
            checkLabelsDiffer(list);
            list.getValue().forEach(entry -> checkNode(key, entry));
        } else if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            boolean ofCase = file.endsWith(".cases.yaml");
            checkScalar(ofCase ? NodeType.ANY : KINDS.getOrDefault(key, NodeType.ANY), key, scalar);
            if (key.equals("position") && !ofCase) {
                checkPosition(scalar);
            }
        }
    }

    private void checkScalar(NodeType kind, String key, ScalarNode scalar) {
        String text = scalar.getValue();
        ScalarStyle style = scalar.getScalarStyle();
        boolean severalLines = style == ScalarStyle.LITERAL
                || style == ScalarStyle.FOLDED
                || scalar.getEndMark().getLine() > scalar.getStartMark().getLine();
        if (severalLines) {
            mistake(scalar.getStartMark(), "The text has several lines; write each text on one line.");
            return;
        }
        int longest = LABELS.contains(key) || kind == NodeType.CLAUSE ? LONGEST_LABEL : LONGEST_TEXT;
        if (text.length() > longest) {
            mistake(
                    scalar.getStartMark(),
                    "The text has " + text.length() + " characters; at most " + longest + " are allowed.");
        } else if (!text.isEmpty() && !kind.pattern.matcher(text).matches()) {
            mistake(scalar.getStartMark(), "`" + cut(text) + "` is not " + kind.words + ".");
        }
    }

    /** A reader could not distinguish two codes of one list with the same label. */
    private void checkLabelsDiffer(SequenceNode list) {
        for (String label : LABELS) {
            Set<String> seen = new HashSet<>();
            for (Node entry : list.getValue()) {
                ScalarNode text = entry instanceof MappingNode mapping ? value(mapping, label) : null;
                if (text != null && !seen.add(text.getValue())) {
                    mistake(text.getStartMark(), "The label `" + cut(text.getValue()) + "` is listed twice.");
                }
            }
        }
    }

    private static @Nullable ScalarNode value(MappingNode mapping, String key) {
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name
                    && name.getValue().equals(key)
                    && entry.getValueNode() instanceof ScalarNode value) {
                return value;
            }
        }
        return null;
    }

    private void checkPosition(ScalarNode position) {
        Mistake here = new Mistake(file, position.getStartMark().getLine() + 1, "");
        Mistake other = positions.putIfAbsent(position.getValue(), here);
        if (other != null) {
            mistake(
                    position.getStartMark(),
                    "The position " + cut(position.getValue()) + " is already used by the field in " + other.file()
                            + ":" + other.line() + ".");
        }
    }

    private void mistake(Mark place, String reason) {
        mistakes.add(new Mistake(file, place.getLine() + 1, reason));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
