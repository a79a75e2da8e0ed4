package org.kentei.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.api.RulesResource.SheetEntry;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.Revalidated;
import org.kentei.log.RulesetReference;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/** The codes that candidates may use now, with what people call them. */
@Path("/v1/vocabulary")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vocabulary", description = "The codes that candidates may use now, with their labels.")
public class VocabularyResource {

    private final ActiveRuleset rulesets;

    public VocabularyResource(ActiveRuleset rulesets) {
        this.rulesets = rulesets;
    }

    /** The vocabulary. */
    @Schema(name = "Vocabulary", description = "The codes that candidates may use, with labels.")
    public record VocabularyEntry(
            RulesetReference ruleset,

            @Schema(description = "The specialty fields in the standard's order.")
            List<FieldEntry> fields,

            @Schema(
                    description =
                            "Every list that the fields share, by its name. Roles and depths are ordinal, the lowest "
                                    + "level first.")
            Map<String, List<TermEntry>> lists) {}

    /** A code with what people call it. */
    @Schema(name = "Term", description = "A code with what people call it.")
    public record TermEntry(
            @Schema(description = "The code as a candidate has it.")
            String code,

            @Schema(description = "English label.") String en,
            @Schema(description = "Japanese label.") String ja,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(
                    description = "For a role or a depth: the category whose ladder it is on. Left out if it is on the"
                            + " ladder of all categories that have none of their own.")
            @Nullable
            String category,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first as-of date for which candidates may use it. Left out if there is none.")
            @Nullable
            LocalDate from,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first as-of date for which they no longer may. Left out if it has no end.")
            @Nullable
            LocalDate until) {

        static TermEntry of(Term term) {
            return new TermEntry(
                    term.code(),
                    term.en(),
                    term.ja(),
                    term.category(),
                    term.validity().from(),
                    term.validity().until());
        }
    }

    /** A specialty field. */
    @Schema(name = "Field", description = "A specialty field.")
    public record FieldEntry(
            @Schema(description = "Its code.") String specialtyField,
            @Schema(description = "English label.") String en,
            @Schema(description = "Japanese label.") String ja,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The category that it belongs to. Left out if its file names none.")
            @Nullable
            String category,

            @Schema(description = "The areas a specialty of the field may be in.")
            List<TermEntry> areas,

            @Schema(description = "Its sheets, the highest level first.")
            List<SheetEntry> sheets,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first as-of date for which candidates may use it. Left out if there is none.")
            @Nullable
            LocalDate from,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first as-of date for which they no longer may. Left out if it has no end.")
            @Nullable
            LocalDate until) {

        static FieldEntry of(SpecialtyField field) {
            return new FieldEntry(
                    field.field(),
                    field.en(),
                    field.ja(),
                    field.category(),
                    field.areas().stream().map(TermEntry::of).toList(),
                    field.sheets().stream().map(SheetEntry::of).toList(),
                    field.validity().from(),
                    field.validity().until());
        }
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ, Role.AUTHOR, Role.ERASE, Role.OPERATE})
    @Revalidated
    @Operation(
            operationId = "getVocabulary",
            summary = "All codes with their labels",
            description = "The codes of the active ruleset, with labels in English and Japanese.")
    @APIResponse(
            responseCode = "200",
            description = "The vocabulary of the active ruleset.",
            content = @Content(schema = @Schema(implementation = VocabularyEntry.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public VocabularyEntry vocabulary(@Context UriInfo uri) {
        new QueryParameters(uri);
        var ruleset = rulesets.get().ruleset();
        Vocabulary vocabulary = ruleset.vocabulary();
        Map<String, List<TermEntry>> lists = new LinkedHashMap<>();
        Arrays.stream(CodeList.values())
                .filter(CodeList::inVocabularyFile)
                .forEach(list -> lists.put(list.listName(), terms(vocabulary, list)));
        return new VocabularyEntry(
                new RulesetReference(ruleset.revision()),
                vocabulary.fields().stream().map(FieldEntry::of).toList(),
                lists);
    }

    private static List<TermEntry> terms(Vocabulary vocabulary, CodeList list) {
        return vocabulary.terms(list).stream().map(TermEntry::of).toList();
    }
}
