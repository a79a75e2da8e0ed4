package org.kentei.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The values of a fact by the names of the properties, in the rule's order. The names are the rule's own, never copied. */
final class FactValues extends AbstractMap<String, @Nullable Object> implements JsonSerializable {

    private final String[] names;
    private final @Nullable Object[] values;

    /** @param values one for each name */
    FactValues(String[] names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int place = Arrays.asList(names).indexOf(name);
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return Arrays.asList(names).contains(name);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return IntStream.range(0, names.length)
                        .<Map.Entry<String, @Nullable Object>>mapToObj(
                                place -> new SimpleImmutableEntry<>(names[place], values[place]))
                        .iterator();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider serializers) throws IOException {
        json.writeStartObject();
        for (int place = 0; place < names.length; place++) {
            json.writeFieldName(names[place]);
            write(values[place], json, serializers);
        }
        json.writeEndObject();
    }

    /** Writes the usual types without looking for their serializers. */
    private static void write(@Nullable Object value, JsonGenerator json, SerializerProvider serializers)
            throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            serializers.defaultSerializeValue(value, json);
        }
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider serializers, TypeSerializer type)
            throws IOException {
        serialize(json, serializers);
    }
}
