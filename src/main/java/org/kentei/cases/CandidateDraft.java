package org.kentei.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Suggestion;
import org.kentei.source.YamlNodes;
import org.kentei.source.YamlNodes.InvalidYamlException;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The candidate of a case file as YAML nodes, which each case changes. Paths such as {@code projects.P-1.headcount} name
 * places in it. A list entry is named by its content: a project by its id, a contribution by its kind, a code by itself.
 */
final class CandidateDraft {

    /** The keys whose values name an entry of a list. */
    private static final List<String> NAMING = List.of("projectId", "area", "kind", "method", "code");

    private static final String LIKE = "like";

    private final Node root;

    CandidateDraft(Node root) {
        this.root = root;
    }

    CandidateDraft copy() {
        return new CandidateDraft(copy(root));
    }

    Node root() {
        return root;
    }

    /** Sets the value at a path, or adds it. */
    void change(String path, Node value, int line) throws InvalidYamlException {
        Node parent = parent(path, line);
        String last = last(path);
        if (parent instanceof MappingNode mapping) {
            set(mapping, last, value);
        } else if (parent instanceof SequenceNode list) {
            list.getValue().set(place(list, last, path, line), value);
        } else {
            throw nothingAt(path, line);
        }
    }

    /** Removes the value at a path. */
    void without(String path, int line) throws InvalidYamlException {
        Node parent = parent(path, line);
        String last = last(path);
        if (parent instanceof SequenceNode list) {
            list.getValue().remove(place(list, last, path, line));
        } else if (!(parent instanceof MappingNode mapping)
                || !mapping.getValue().removeIf(member -> last.equals(name(member)))) {
            throw nothingAt(path, line);
        }
    }

    /** Adds one entry or several to a list. An entry with {@code like} copies the values of another that it does not set. */
    void add(String path, Node value, int line) throws InvalidYamlException {
        Node parent = parent(path, line);
        String last = last(path);
        Node list = parent instanceof SequenceNode around
                ? around.getValue().get(place(around, last, path, line))
                : YamlNodes.member(parent, last);
        if (list == null && parent instanceof MappingNode mapping) {
            list = new SequenceNode(Tag.SEQ, new ArrayList<>(), FlowStyle.BLOCK);
            set(mapping, last, list);
        }
        if (!(list instanceof SequenceNode entries)) {
            throw new InvalidYamlException(line, "`" + path + "` is not a list.");
        }
        for (Node entry : value instanceof SequenceNode several ? several.getValue() : List.of(value)) {
            entries.getValue().add(completed(entries, entry, path));
        }
    }

    private Node completed(SequenceNode list, Node entry, String path) throws InvalidYamlException {
        Node like = YamlNodes.member(entry, LIKE);
        if (like == null) {
            return copy(entry);
        }
        int place = place(list, YamlNodes.text(like), path, YamlNodes.line(like));
        Node completed = copy(list.getValue().get(place));
        for (Map.Entry<String, Node> member :
                YamlNodes.members(entry, "the entry").entrySet()) {
            if (!member.getKey().equals(LIKE) && completed instanceof MappingNode mapping) {
                set(mapping, member.getKey(), member.getValue());
            }
        }
        return completed;
    }

    private Node parent(String path, int line) throws InvalidYamlException {
        Node here = root;
        String[] steps = path.split("\\.", -1);
        for (int index = 0; index < steps.length - 1; index++) {
            Node next = here instanceof SequenceNode list
                    ? list.getValue().get(place(list, steps[index], path, line))
                    : YamlNodes.member(here, steps[index]);
            if (next == null) {
                throw nothingAt(path, line);
            }
            here = next;
        }
        return here;
    }

    private static int place(SequenceNode list, String name, String path, int line) throws InvalidYamlException {
        int found = -1;
        TreeSet<String> names = new TreeSet<>();
        for (int index = 0; index < list.getValue().size(); index++) {
            String entryName = entryName(list.getValue().get(index));
            names.add(entryName);
            if (entryName.equals(name)) {
                if (found >= 0) {
                    throw new InvalidYamlException(
                            line, "`" + name + "` of `" + path + "` matches more than one entry.");
                }
                found = index;
            }
        }
        if (found < 0) {
            throw new InvalidYamlException(
                    line, "The base has no `" + name + "` for `" + path + "`." + Suggestion.hint(name, names));
        }
        return found;
    }

    private static String entryName(Node entry) {
        if (entry instanceof ScalarNode code) {
            return code.getValue();
        }
        for (String naming : NAMING) {
            if (YamlNodes.member(entry, naming) instanceof ScalarNode name) {
                return name.getValue();
            }
        }
        return "";
    }

    private static void set(MappingNode mapping, String name, Node value) {
        List<NodeTuple> members = mapping.getValue();
        for (int index = 0; index < members.size(); index++) {
            if (name.equals(name(members.get(index)))) {
                members.set(index, new NodeTuple(members.get(index).getKeyNode(), value));
                return;
            }
        }
        Node key = new ScalarNode(Tag.STR, name, value.getStartMark(), value.getEndMark(), ScalarStyle.PLAIN);
        members.add(new NodeTuple(key, value));
    }

    private static @Nullable String name(NodeTuple member) {
        return member.getKeyNode() instanceof ScalarNode key ? key.getValue() : null;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static InvalidYamlException nothingAt(String path, int line) {
        return new InvalidYamlException(
                line,
                "The base has no value at `" + path + "`. A path starts at the candidate, such as"
                        + " `projects.P-1.headcount`.");
    }

    private static Node copy(Node node) {
        if (node instanceof MappingNode mapping) {
            List<NodeTuple> members = new ArrayList<>();
            mapping.getValue()
                    .forEach(member -> members.add(new NodeTuple(member.getKeyNode(), copy(member.getValueNode()))));
            return new MappingNode(
                    mapping.getTag(),
                    true,
                    members,
                    mapping.getStartMark(),
                    mapping.getEndMark(),
                    mapping.getFlowStyle());
        }
        if (node instanceof SequenceNode list) {
            List<Node> entries = new ArrayList<>();
            list.getValue().forEach(entry -> entries.add(copy(entry)));
            return new SequenceNode(
                    list.getTag(), true, entries, list.getStartMark(), list.getEndMark(), list.getFlowStyle());
        }
        return node;
    }
}
