package org.kentei.vocabulary;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A YAML file of a ruleset, read strictly: an unknown property or a key given twice is a mistake of the file, named by
 * its line.
 *
 * @param name the file's name relative to the rules folder
 */
public record YamlFile(String name, byte[] bytes) {

    private static final ObjectMapper WITH_OPTIONAL =
            YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    private static final ObjectMapper WHOLE = WITH_OPTIONAL
            .copy()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** Reads the file as a record that has to be whole; empty with a mistake where it is not. */
    public <T> Optional<T> read(Class<T> type, List<Mistake> mistakes) {
        return read(WHOLE, WHOLE.constructType(type), mistakes);
    }

    /** Reads the file as a record of which parts may be left out, and are then null; empty with a mistake otherwise. */
    public <T> Optional<T> readWithOptional(Class<T> type, List<Mistake> mistakes) {
        return read(WITH_OPTIONAL, WITH_OPTIONAL.constructType(type), mistakes);
    }

    /** Reads the file as lists by name; empty with a mistake where it is something else. */
    public <T> Optional<Map<String, List<T>>> readLists(Class<T> element, List<Mistake> mistakes) {
        TypeFactory types = WHOLE.getTypeFactory();
        JavaType lists = types.constructMapType(
                Map.class, types.constructType(String.class), types.constructCollectionType(List.class, element));
        return read(WHOLE, lists, mistakes);
    }

    private <T> Optional<T> read(ObjectMapper mapper, JavaType type, List<Mistake> mistakes) {
        try {
            T read = mapper.readValue(bytes, type);
            if (read == null) {
                mistakes.add(new Mistake(name, 0, "The file is empty."));
            }
            return Optional.ofNullable(read);
        } catch (IOException unreadable) {
            mistakes.add(unreadable(unreadable));
            return Optional.empty();
        }
    }

    /** A mistake at the first line that holds the word, so that a person can follow it. */
    public Mistake mistake(String word, String reason) {
        return new Mistake(name, lineOf(word), reason);
    }

    /** The line that ends with the word, else the first one that holds it, counted from 1; 0 where none does. */
    public int lineOf(String word) {
        List<String> lines = Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        String bounded = "(?<![A-Za-z0-9_.])" + Pattern.quote(word) + "(?![A-Za-z0-9_.])";
        for (String where : List.of(bounded + "[\"']?\\s*$", bounded)) {
            Pattern pattern = Pattern.compile(where);
            for (int line = 0; line < lines.size(); line++) {
                if (pattern.matcher(lines.get(line)).find()) {
                    return line + 1;
                }
            }
        }
        return 0;
    }

    private Mistake unreadable(IOException unreadable) {
        JsonLocation location = unreadable instanceof JsonProcessingException json ? json.getLocation() : null;
        String where = unreadable instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining(" / "))
                : "";
        return new Mistake(name, location == null ? 0 : location.getLineNr(), reason(unreadable, where));
    }

    /** The library speaks of its own types and switches; the file's author knows properties and values. */
    private static String reason(IOException unreadable, String where) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds() == null
                    ? List.of()
                    : unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return "There is no property `" + unknown.getPropertyName() + "` here."
                    + DidYouMean.hint(unknown.getPropertyName(), known);
        }
        String message = unreadable instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
        if (message.startsWith("Missing creator property") || message.startsWith("Null value for creator property")) {
            return "The property `" + where + "` is missing.";
        }
        if (unreadable instanceof InvalidFormatException value) {
            String allowed = value.getTargetType().isEnum()
                    ? DidYouMean.hint(
                            String.valueOf(value.getValue()),
                            Arrays.stream(value.getTargetType().getEnumConstants()).map(String::valueOf).toList())
                    : "";
            return where + ": `" + value.getValue() + "` cannot stand here." + allowed;
        }
        if (unreadable instanceof MismatchedInputException) {
            return (where.isEmpty() ? "" : where + ": ") + "Something of another kind is expected here,"
                    + " such as a list, an entry with properties, a word or a number.";
        }
        String plain = message.lines().findFirst().orElse("The file cannot be read.");
        return where.isEmpty() ? plain : where + ": " + plain;
    }
}
