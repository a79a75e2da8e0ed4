package org.kentei.source;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML so that everything in it still knows its line. */
public final class YamlNodes {

    private static final int DEEPEST = 20;

    /** Thrown for a file that is not as a case file should be; the message is for its author. */
    public static final class InvalidYamlException extends Exception {
        private final int line;

        public InvalidYamlException(int line, String message) {
            super(message);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    private YamlNodes() {}

    public static Node read(String text) throws InvalidYamlException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new InvalidYamlException(0, "The file is empty.");
            }
            return root;
        } catch (MarkedYAMLException marked) {
            int line = marked.getProblemMark() == null
                    ? 0
                    : marked.getProblemMark().getLine() + 1;
            throw new InvalidYamlException(line, "The YAML cannot be read: " + marked.getProblem() + ".");
        } catch (YAMLException other) {
            throw new InvalidYamlException(0, "The YAML cannot be read: " + other.getMessage());
        }
    }

    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The members of a mapping by their names. */
    public static Map<String, Node> members(Node node, String what) throws InvalidYamlException {
        if (!(node instanceof MappingNode mapping)) {
            throw new InvalidYamlException(line(node), what + " has to be made of `name: value` lines.");
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            if (members.put(text(member.getKeyNode()), member.getValueNode()) != null) {
                throw new InvalidYamlException(
                        line(member.getKeyNode()), "`" + text(member.getKeyNode()) + "` stands twice in " + what + ".");
            }
        }
        return members;
    }

    public static List<Node> entries(Node node, String what) throws InvalidYamlException {
        if (!(node instanceof SequenceNode list)) {
            throw new InvalidYamlException(line(node), what + " has to be a list: `- …` lines, or `[ …, … ]`.");
        }
        return list.getValue();
    }

    public static String text(Node node) throws InvalidYamlException {
        if (!(node instanceof ScalarNode scalar)) {
            throw new InvalidYamlException(line(node), "Here has to stand a single word or number.");
        }
        return scalar.getValue();
    }

    public static @Nullable Node member(Node node, String name) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple member : mapping.getValue()) {
                if (member.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return member.getValueNode();
                }
            }
        }
        return null;
    }
}
