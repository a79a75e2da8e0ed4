package org.kentei.http.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.http.api.SearchParameters;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.view.SearchField;
import org.kentei.page.view.SearchField.Option;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;

/** The form of a search with the values that were given, and with what is wrong with them. */
final class SearchForm {

    private static final DateTimeFormatter PICKED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final QueryParameters query;
    private final BiFunction<CodeList, String, List<String>> codes;
    private final Labels labels;
    private final Language language;
    private final ProblemWords words;
    private @Nullable String refusal;

    /** @param codes the codes to choose from in a list: the current ones and the given one */
    SearchForm(
            QueryParameters query, BiFunction<CodeList, String, List<String>> codes, Labels labels, Language language) {
        this.labels = labels;
        this.language = language;
        this.words = new ProblemWords(language);
        this.query = query;
        this.codes = codes;
    }

    /** Marks the field that a refusal names first. */
    void refuse(String detail) {
        refusal = detail;
    }

    /** A span of time that begins at midnight, in UTC. */
    public record Preset(String word, String query) {}

    Map<String, Object> data(LocalDate today) {
        Map<String, Object> data = new HashMap<>();
        List<SearchField> fields =
                SearchParameters.NAMES.stream().map(this::field).toList();
        data.put("fields", fields);
        // a refusal that belongs to no field is shown above the form
        data.put(
                "refusal",
                fields.stream().anyMatch(field -> !field.error().isEmpty())
                        ? ""
                        : words.detail(Objects.requireNonNullElse(refusal, "")));
        data.put("filters", encoded(given()));
        data.put(
                "presets",
                List.of(
                        preset("today", today),
                        preset("lastWeek", today.minusDays(6)),
                        preset("lastMonth", today.minusDays(29)),
                        preset("thisYear", today.withDayOfYear(1))));
        return data;
    }

    private Preset preset(String word, LocalDate from) {
        Map<String, String> others = given();
        others.remove("to");
        others.put("from", from + "T00:00:00Z");
        return new Preset("preset." + word, encoded(others));
    }

    /** The filters that were given, the times with their offset as everywhere else. */
    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : SearchParameters.NAMES) {
            String text = query.text(name);
            if (text != null) {
                LocalDateTime picked = name.equals("from") || name.equals("to") ? QueryParameters.picked(text) : null;
                given.put(
                        name,
                        picked == null ? text : picked.toInstant(ZoneOffset.UTC).toString());
            }
        }
        return given;
    }

    private static String encoded(Map<String, String> filters) {
        return filters.entrySet().stream()
                .map(filter -> filter.getKey() + "="
                        + URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20")
                        + "&")
                .collect(Collectors.joining());
    }

    private SearchField field(String name) {
        String value = Objects.requireNonNullElse(query.text(name), "");
        String error = error(name);
        return switch (name) {
            case "specialtyField" ->
                SearchField.choice(
                        name,
                        value,
                        options(
                                codes.apply(CodeList.SPECIALTY_FIELDS, value),
                                code -> labels.field(code).text()),
                        error);
            case "sheet" ->
                SearchField.choice(name, value, options(codes.apply(CodeList.SHEETS, value), code -> code), error);
            case "level" -> SearchField.choice(name, value, options(SearchParameters.LEVELS, this::level), error);
            case "criterion" ->
                SearchField.choice(
                        name,
                        value,
                        options(
                                SearchParameters.names(Criterion.values()),
                                code -> labels.criterion(Criterion.valueOf(code))
                                        .text()),
                        error);
            case "status" ->
                SearchField.choice(
                        name,
                        value,
                        options(SearchParameters.names(Status.values()), code -> language.word(code, code)),
                        error);
            case "candidateId" -> SearchField.text(name, "search", value, "", error);
            case "clause" -> SearchField.text(name, "text", value, "OM7.SIZE.A", error);
            case "latest" -> SearchField.text(name, "checkbox", value, "", error);
            case "from", "to" -> time(name, value, error);
            default -> SearchField.text(name, "text", value, "", error);
        };
    }

    private static List<Option> options(List<String> codes, UnaryOperator<String> name) {
        return codes.stream().map(code -> new Option(code, name.apply(code))).toList();
    }

    private String level(String code) {
        return code.equals("NONE") ? language.word("noLevel", code) : code;
    }

    /** A picker does not show what is not a time, so a wrong value is shown as text. */
    private static SearchField time(String name, String value, String error) {
        LocalDateTime picked = QueryParameters.picked(value);
        if (picked == null && !value.isEmpty()) {
            try {
                picked = LocalDateTime.ofInstant(
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from), ZoneOffset.UTC);
            } catch (DateTimeParseException noTime) {
                return SearchField.text(name, "text", value, "2026-04-01T09:30:00Z", error);
            }
        }
        return SearchField.text(name, "datetime-local", picked == null ? "" : PICKED.format(picked), "", error);
    }

    private String error(String name) {
        String detail = refusal;
        return detail != null && named(detail).equals(name) ? words.detail(detail) : "";
    }

    /** The parameter that a refusal names first; empty if it names none. */
    private static String named(String detail) {
        return SearchParameters.NAMES.stream()
                .filter(name -> detail.contains("`" + name + "`"))
                .min(Comparator.comparing((String name) -> detail.indexOf("`" + name + "`")))
                .orElse("");
    }
}
