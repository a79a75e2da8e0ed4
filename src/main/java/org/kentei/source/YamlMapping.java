package org.kentei.source;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kentei.source.YamlNodes.InvalidYamlException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping in a YAML file, with the line of each part. If a part is missing or has the wrong form, a mistake is added
 * and an empty value is returned.
 */
public final class YamlMapping {

    /** A text of the file with its line, counted from 1. */
    public record YamlText(String value, int line) {}

    private final MistakeCollector mistakes;
    private final String name;
    /** The line on which the mapping starts; 0 for the whole file. */
    private final int line;

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private YamlMapping(MistakeCollector mistakes, String name, int line, MappingNode node) {
        this.mistakes = mistakes;
        this.name = name;
        this.line = line;
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            Integer before = lines.putIfAbsent(key, YamlNodes.line(entry.getKeyNode()));
            if (before != null) {
                mistake(YamlNodes.line(entry.getKeyNode()), "`" + key + "` is already in line " + before + ".");
            }
            values.put(key, entry.getValueNode());
        }
    }

    /** The whole file as a mapping; null, with a mistake, where it is not a mapping. */
    public static @Nullable YamlMapping read(String file, byte[] bytes, List<Mistake> mistakes) {
        MistakeCollector collector = new MistakeCollector(file, mistakes);
        try {
            Node root = YamlNodes.readArchived(new String(bytes, StandardCharsets.UTF_8));
            if (root instanceof MappingNode mapping) {
                return new YamlMapping(collector, "the file", 0, mapping);
            }
            collector.add(YamlNodes.line(root), "The file must be a mapping of `name: value` lines.");
        } catch (InvalidYamlException unreadable) {
            collector.add(unreadable.line(), String.valueOf(unreadable.getMessage()));
        }
        return null;
    }

    /** The line on which the mapping starts, counted from 1; 0 for the whole file. */
    public int line() {
        return line;
    }

    /** The keys of the mapping, with their lines. */
    public List<YamlText> keys() {
        return lines.entrySet().stream()
                .map(key -> new YamlText(key.getKey(), key.getValue()))
                .toList();
    }

    /** Adds a mistake for every key that is not one of these. */
    public void allow(Set<String> keys) {
        Set<String> absent = new LinkedHashSet<>(keys);
        absent.removeAll(lines.keySet());
        keys().stream()
                .filter(key -> !keys.contains(key.value()))
                .forEach(key -> mistake(
                        key.line(),
                        "There is no `" + key.value() + "` in " + name + "." + Suggestion.hint(key.value(), absent)));
    }

    /** Whether the mapping has the key. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The text of a key; empty, with a mistake, where there is no text. */
    public YamlText text(String key) {
        if (!(node(key) instanceof ScalarNode scalar)) {
            refuse(key, "a single word or text");
            return new YamlText("", line);
        }
        if (scalar.getValue().isBlank()) {
            mistake(YamlNodes.line(scalar), "`" + key + "` is empty.");
        }
        return new YamlText(scalar.getValue(), YamlNodes.line(scalar));
    }

    /** The whole number of a key; 0, with a mistake, where there is no number. */
    public int number(String key) {
        if (node(key) instanceof ScalarNode scalar && scalar.getValue().matches("\\d{1,4}")) {
            return Integer.parseInt(scalar.getValue());
        }
        refuse(key, "a whole number");
        return 0;
    }

    /** The day of a key, such as 2027-04-01; null where the key is missing or, with a mistake, has no day. */
    public @Nullable LocalDate date(String key) {
        if (!has(key)) {
            return null;
        }
        try {
            if (node(key) instanceof ScalarNode scalar && scalar.getValue().matches("[1-9]\\d{3}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(scalar.getValue());
            }
        } catch (DateTimeParseException noSuchDay) {
            // refused below
        }
        refuse(key, "a day such as 2027-04-01");
        return null;
    }

    /** The list of texts of a key; each entry of another kind is a mistake. */
    public List<YamlText> texts(String key) {
        List<YamlText> texts = new ArrayList<>();
        for (Node entry : list(key)) {
            if (entry instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(new YamlText(scalar.getValue(), YamlNodes.line(entry)));
            } else {
                mistake(YamlNodes.line(entry), "An entry of `" + key + "` must be a single word.");
            }
        }
        return texts;
    }

    /** The mapping of a key; null, with a mistake, where there is no mapping. */
    @Nullable
    public YamlMapping mapping(String key) {
        if (node(key) instanceof MappingNode mapping) {
            return new YamlMapping(mistakes, "`" + key + "`", YamlNodes.line(mapping), mapping);
        }
        refuse(key, "a mapping of `name: value` lines");
        return null;
    }

    /** Passes on each mapping in the list of a key; each entry of another kind is a mistake. */
    public void each(String key, Set<String> keys, Consumer<YamlMapping> consumer) {
        for (Node entry : list(key)) {
            if (entry instanceof MappingNode mapping) {
                YamlMapping one =
                        new YamlMapping(mistakes, "an entry of `" + key + "`", YamlNodes.line(mapping), mapping);
                one.allow(keys);
                consumer.accept(one);
            } else {
                mistake(
                        YamlNodes.line(entry),
                        "Write an entry of `" + key + "` as `{ " + String.join(": …, ", keys) + ": … }`.");
            }
        }
    }

    /** Adds a mistake of the file. */
    public void mistake(int place, String reason) {
        mistakes.add(place, reason);
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
                    YamlNodes.line(node),
                    "`" + key + "` must be " + expected
                            + (node instanceof ScalarNode scalar
                                            && !scalar.getValue().isBlank()
                                    ? ", not `" + scalar.getValue() + "`."
                                    : "."));
        }
    }
}
