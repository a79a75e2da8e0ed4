package org.kentei.source;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Parses YAML into nodes that keep their lines. */
public final class YamlNodes {

    /** How deep lists and mappings may be nested. */
    public static final int DEEPEST = 20;

    /** How often a file of an earlier build may refer to a list or a mapping. */
    private static final int MOST_REFERENCES = 50;

    /** Thrown for a file that does not have the required form; the message is for its author. */
    public static final class InvalidYamlException extends Exception {
        private final int line;

        public InvalidYamlException(int line, String message) {
            super(message);
            this.line = line;
        }

        /** Counted from 1; 0 for the file as a whole. */
        public int line() {
            return line;
        }
    }

    private YamlNodes() {}

    /** A parser with limits on nesting and size. It refuses references ({@code *name}) to lists and mappings. */
    public static Yaml parser() {
        return parser(0);
    }

    /** The root of a file without references. */
    public static Node read(String text) throws InvalidYamlException {
        return read(parser(), text);
    }

    /** The root of a file that may have references, because earlier builds allowed them in rulesets. */
    static Node readArchived(String text) throws InvalidYamlException {
        return read(parser(MOST_REFERENCES), text);
    }

    private static Yaml parser(int references) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(references);
        options.setNestingDepthLimit(DEEPEST);
        return new Yaml(options);
    }

    private static Node read(Yaml parser, String text) throws InvalidYamlException {
        try {
            Node root = parser.compose(new StringReader(text));
            if (root == null) {
                throw new InvalidYamlException(0, "The file is empty.");
            }
            return root;
        } catch (YAMLException unreadable) {
            throw YamlSyntax.explained(unreadable);
        }
    }

    /** The line on which a node starts, counted from 1. */
    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The values of a mapping by their keys. */
    public static Map<String, Node> members(Node node, String what) throws InvalidYamlException {
        if (!(node instanceof MappingNode mapping)) {
            throw new InvalidYamlException(line(node), what + " must be a mapping of `name: value` lines.");
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            String key = text(member.getKeyNode());
            if (members.put(key, member.getValueNode()) != null) {
                throw new InvalidYamlException(
                        line(member.getKeyNode()), "`" + key + "` is listed twice in " + what + ".");
            }
        }
        return members;
    }

    public static List<Node> entries(Node node, String what) throws InvalidYamlException {
        if (!(node instanceof SequenceNode list)) {
            throw new InvalidYamlException(line(node), what + " must be a list: `- …` lines, or `[ …, … ]`.");
        }
        return list.getValue();
    }

    public static String text(Node node) throws InvalidYamlException {
        if (!(node instanceof ScalarNode scalar)) {
            throw new InvalidYamlException(line(node), "A single word or number is required here.");
        }
        return scalar.getValue();
    }

    /** The value of a key; null where the node is not a mapping or does not have the key. */
    public static @Nullable Node member(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple member : mapping.getValue()) {
                if (member.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return member.getValueNode();
                }
            }
        }
        return null;
    }
}
