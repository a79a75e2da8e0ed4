package org.kentei.source;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML file, with the line of everything in it. Where it does not hold what is asked of it, that becomes
 * a mistake, and what is handed out is empty.
 */
public final class YamlMapping {

    /** A text of the file, with the line on which it stands. */
    public record YamlText(String value, int line) {}

    private final String file;
    private final List<Mistake> mistakes;
    private final String name;
    /** Where the mapping begins; 0 for the whole file. */
    private final int line;

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private YamlMapping(String file, List<Mistake> mistakes, String name, int line, MappingNode node) {
        this.file = file;
        this.mistakes = mistakes;
        this.name = name;
        this.line = line;
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            Integer before = lines.putIfAbsent(key, lineOf(entry.getKeyNode()));
            if (before != null) {
                mistake(lineOf(entry.getKeyNode()), "`" + key + "` stands in line " + before + " already.");
            }
            values.put(key, entry.getValueNode());
        }
    }

    /** The whole file as a mapping; null where it is none. */
    public static @Nullable YamlMapping read(String file, byte[] bytes, List<Mistake> mistakes) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .compose(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            if (root instanceof MappingNode mapping) {
                return new YamlMapping(file, mistakes, "the file", 0, mapping);
            }
            mistakes.add(new Mistake(
                    file,
                    root == null ? 0 : lineOf(root),
                    root == null ? "The file is empty." : "The file is not made of lines such as `name: value`."));
        } catch (MarkedYAMLException unreadable) {
            mistakes.add(YamlSyntax.mistake(file, unreadable));
        } catch (YAMLException unreadable) {
            mistakes.add(new Mistake(file, 0, "The file cannot be read as YAML."));
        }
        return null;
    }

    /** Where the mapping begins, counted from 1; 0 for the whole file. */
    public int line() {
        return line;
    }

    /** The keys of the mapping, with their lines. */
    public List<YamlText> keys() {
        return lines.entrySet().stream()
                .map(key -> new YamlText(key.getKey(), key.getValue()))
                .toList();
    }

    /** Makes a mistake of every key that is not one of these. */
    public void allow(Set<String> keys) {
        Set<String> absent = new LinkedHashSet<>(keys);
        absent.removeAll(lines.keySet());
        keys().stream()
                .filter(key -> !keys.contains(key.value()))
                .forEach(key -> mistake(
                        key.line(),
                        "There is no `" + key.value() + "` in " + name + "." + Suggestion.hint(key.value(), absent)));
    }

    /** Whether the key stands there. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The text of that key; empty where there is none. */
    public YamlText text(String key) {
        if (!(node(key) instanceof ScalarNode scalar)) {
            refuse(key, "a single word or text");
            return new YamlText("", line);
        }
        if (scalar.getValue().isBlank()) {
            mistake(lineOf(scalar), "`" + key + "` is empty.");
        }
        return new YamlText(scalar.getValue(), lineOf(scalar));
    }

    /** The whole number of that key; 0 where there is none. */
    public int number(String key) {
        if (node(key) instanceof ScalarNode scalar && scalar.getValue().matches("\\d{1,4}")) {
            return Integer.parseInt(scalar.getValue());
        }
        refuse(key, "a whole number");
        return 0;
    }

    /** The texts listed below that key. */
    public List<YamlText> texts(String key) {
        List<YamlText> texts = new ArrayList<>();
        for (Node entry : list(key)) {
            if (entry instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(new YamlText(scalar.getValue(), lineOf(entry)));
            } else {
                mistake(lineOf(entry), "An entry of `" + key + "` is a single word.");
            }
        }
        return texts;
    }

    /** The mapping below that key; null where there is none. */
    @Nullable
    public YamlMapping mapping(String key) {
        if (node(key) instanceof MappingNode mapping) {
            return new YamlMapping(file, mistakes, "`" + key + "`", lineOf(mapping), mapping);
        }
        refuse(key, "made of lines such as `name: value`");
        return null;
    }

    /** Hands over every mapping that is listed below that key. */
    public void each(String key, Set<String> keys, Consumer<YamlMapping> taker) {
        for (Node entry : list(key)) {
            if (entry instanceof MappingNode mapping) {
                YamlMapping one =
                        new YamlMapping(file, mistakes, "an entry of `" + key + "`", lineOf(mapping), mapping);
                one.allow(keys);
                taker.accept(one);
            } else {
                mistake(
                        lineOf(entry),
                        "An entry of `" + key + "` is written `{ " + String.join(": …, ", keys) + ": … }`.");
            }
        }
    }

    /** Makes a mistake of the file. */
    public void mistake(int place, String reason) {
        mistakes.add(new Mistake(file, place, reason));
    }

    private List<Node> list(String key) {
        if (node(key) instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue();
        }
        refuse(key, "a list with at least one entry");
        return List.of();
    }

    private @Nullable Node node(String key) {
        return values.get(key);
    }

    private void refuse(String key, String expected) {
        Node node = node(key);
        if (node == null) {
            mistake(line, "`" + key + "` is missing in " + name + ".");
        } else {
            mistake(
                    lineOf(node),
                    "`" + key + "` is " + expected
                            + (node instanceof ScalarNode scalar
                                            && !scalar.getValue().isBlank()
                                    ? ", not `" + scalar.getValue() + "`."
                                    : "."));
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
