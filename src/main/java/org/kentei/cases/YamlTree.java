package org.kentei.cases;

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
final class YamlTree {

    private static final int DEEPEST = 20;

    /** Thrown for a file that is not as a case file should be; the message is for its author. */
    static final class MistakenException extends Exception {
        private final int line;

        MistakenException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    private YamlTree() {}

    static Node read(String text) throws MistakenException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new MistakenException(0, "The file is empty.");
            }
            return root;
        } catch (MarkedYAMLException marked) {
            int line = marked.getProblemMark() == null
                    ? 0
                    : marked.getProblemMark().getLine() + 1;
            throw new MistakenException(line, "The YAML cannot be read: " + marked.getProblem() + ".");
        } catch (YAMLException other) {
            throw new MistakenException(0, "The YAML cannot be read: " + other.getMessage());
        }
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The members of a mapping by their names. */
    static Map<String, Node> members(Node node, String what) throws MistakenException {
        if (!(node instanceof MappingNode mapping)) {
            throw new MistakenException(line(node), what + " has to be made of `name: value` lines.");
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            if (members.put(text(member.getKeyNode()), member.getValueNode()) != null) {
                throw new MistakenException(
                        line(member.getKeyNode()), "`" + text(member.getKeyNode()) + "` stands twice in " + what + ".");
            }
        }
        return members;
    }

    static List<Node> entries(Node node, String what) throws MistakenException {
        if (!(node instanceof SequenceNode list)) {
            throw new MistakenException(line(node), what + " has to be a list: `- …` lines, or `[ …, … ]`.");
        }
        return list.getValue();
    }

    static String text(Node node) throws MistakenException {
        if (!(node instanceof ScalarNode scalar)) {
            throw new MistakenException(line(node), "Here has to stand a single word or number.");
        }
        return scalar.getValue();
    }

    static @Nullable Node member(Node node, String name) {
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
