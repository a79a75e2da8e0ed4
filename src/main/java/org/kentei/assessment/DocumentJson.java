package org.kentei.assessment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FiredRule;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Firing.FiringFact;
import org.kentei.verdict.Shortfall;

/**
 * Writes documents as JSON. Many parts are the same for many candidates: the names of rules, criteria without evidence, and
 * shortfalls without a project. They are written once and kept. They are kept as Jackson writes bytes, since it writes some
 * characters in another form as text.
 */
final class DocumentJson {

    private static final JsonMapper PLAIN = new JsonMapper();

    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Firing.class, new FiringSerializer())
                    .setSerializerModifier(new CommonParts()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** The worked cases have 1,100 parts of all types; this many of each type are kept. */
    private static final int KEPT = 5000;

    private DocumentJson() {}

    private static final class CommonParts extends BeanSerializerModifier {

        private static final long serialVersionUID = 1;

        private final Map<Class<?>, Predicate<Object>> common = Map.of(
                FiredRule.class, rule -> true,
                CriterionVerdict.class,
                        criterion -> ((CriterionVerdict) criterion).evidence().isEmpty(),
                Shortfall.class, shortfall -> ((Shortfall) shortfall).projectId() == null);

        @Override
        @SuppressWarnings("unchecked")
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription type, JsonSerializer<?> plain) {
            Predicate<Object> isCommon = common.get(type.getBeanClass());
            return isCommon == null ? plain : new CommonPart((JsonSerializer<Object>) plain, isCommon);
        }
    }

    /** Writes parts of one type. */
    private static final class CommonPart extends JsonSerializer<Object> implements ResolvableSerializer {

        private final JsonSerializer<Object> plain;
        private final Predicate<Object> isCommon;
        private final BoundedCache<Object, SerializedString> kept = new BoundedCache<>(KEPT);

        CommonPart(JsonSerializer<Object> plain, Predicate<Object> isCommon) {
            this.plain = plain;
            this.isCommon = isCommon;
        }

        @Override
        public void serialize(Object part, JsonGenerator json, SerializerProvider serializers) throws IOException {
            if (!isCommon.test(part)) {
                plain.serialize(part, json, serializers);
                return;
            }
            SerializedString text = kept.get(part);
            if (text == null) {
                ByteArrayOutputStream written = new ByteArrayOutputStream();
                try (JsonGenerator apart = MAPPER.createGenerator(written)) {
                    plain.serialize(part, apart, serializers);
                }
                text = kept.put(part, new SerializedString(written.toString(StandardCharsets.UTF_8)));
            }
            json.writeRawValue(text);
        }

        @Override
        public void resolve(SerializerProvider serializers) throws JsonMappingException {
            if (plain instanceof ResolvableSerializer resolvable) {
                resolvable.resolve(serializers);
            }
        }
    }

    private static final class FiringSerializer extends JsonSerializer<Firing> {

        private static final SerializedString SEQUENCE = new SerializedString("sequence");
        private static final SerializedString FACTS = new SerializedString("facts");
        private static final SerializedString ENTRY = new SerializedString("entry");
        private static final SerializedString ID = new SerializedString("id");
        private static final SerializedString VALUES = new SerializedString("values");
        private static final SerializedString CONCLUSION = new SerializedString("conclusion");

        private final BoundedCache<FiringRule, SerializedString> rules = new BoundedCache<>(KEPT);

        /** What a firing says of its rule. */
        private record FiringRule(
                String rule,
                String clause,
                String file,
                @Nullable String sheet) {

            /** Its properties as JSON, with the comma before them. */
            SerializedString json() throws IOException {
                String object = new String(PLAIN.writeValueAsBytes(this), StandardCharsets.UTF_8);
                return new SerializedString("," + object.substring(1, object.length() - 1));
            }
        }

        @Override
        public void serialize(Firing firing, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeStartObject();
            json.writeFieldName(SEQUENCE);
            json.writeNumber(firing.sequence());
            FiringRule rule = new FiringRule(firing.rule(), firing.clause(), firing.file(), firing.sheet());
            SerializedString text = rules.get(rule);
            json.writeRaw(text == null ? rules.put(rule, rule.json()) : text);
            json.writeFieldName(FACTS);
            json.writeStartArray();
            for (FiringFact fact : firing.facts()) {
                json.writeStartObject();
                json.writeFieldName(ENTRY);
                json.writeString(fact.entry().word());
                json.writeFieldName(ID);
                json.writeString(fact.id());
                json.writeFieldName(VALUES);
                serializers.defaultSerializeValue(fact.values(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeFieldName(CONCLUSION);
            json.writeString(firing.conclusion());
            json.writeEndObject();
        }
    }
}
