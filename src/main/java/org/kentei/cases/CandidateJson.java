package org.kentei.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kentei.source.YamlNodes;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A candidate of a case file as JSON, with the line of each part. */
final class CandidateJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** What YAML also reads as true. */
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private final Map<JsonPointer, Integer> lines = new HashMap<>();
    private final byte[] body;

    CandidateJson(Node candidate) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, candidate, JsonPointer.empty());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        body = bytes.toByteArray();
    }

    byte[] body() {
        return body;
    }

    /** The line of the part that a JSON Pointer names, or of the nearest part around it that has a line. */
    int line(String pointer) {
        for (JsonPointer part = JsonPointer.compile(pointer); part != null; part = part.head()) {
            Integer line = lines.get(part);
            if (line != null) {
                return line;
            }
        }
        return 0;
    }

    private void write(JsonGenerator json, Node node, JsonPointer pointer) throws IOException {
        if (node.getStartMark() != null) {
            lines.put(pointer, YamlNodes.line(node));
        }
        if (node instanceof MappingNode mapping) {
            json.writeStartObject();
            for (NodeTuple member : mapping.getValue()) {
                String name = member.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                json.writeFieldName(name);
                write(json, member.getValueNode(), pointer.appendProperty(name));
            }
            json.writeEndObject();
        } else if (node instanceof SequenceNode list) {
            json.writeStartArray();
            for (int index = 0; index < list.getValue().size(); index++) {
                write(json, list.getValue().get(index), pointer.appendIndex(index));
            }
            json.writeEndArray();
        } else if (node instanceof ScalarNode scalar) {
            write(json, scalar);
        }
    }

    /** Dates become strings. Numbers may be written as in rules, such as 750e6 or 1_500. */
    private static void write(JsonGenerator json, ScalarNode scalar) throws IOException {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.BOOL)) {
            json.writeBoolean(TRUE.contains(text.toLowerCase(Locale.ROOT)));
        } else if (tag.equals(Tag.NULL)) {
            json.writeNull();
        } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                BigDecimal number = new BigDecimal(text.replace("_", ""));
                json.writeNumber(number.setScale(0, RoundingMode.UNNECESSARY).toPlainString());
            } catch (ArithmeticException | NumberFormatException noWholeNumber) {
                json.writeString(text);
            }
        } else {
            json.writeString(text);
        }
    }
}
