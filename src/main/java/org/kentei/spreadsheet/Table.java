package org.kentei.spreadsheet;

import static org.kentei.spreadsheet.Column.code;
import static org.kentei.spreadsheet.Column.codes;
import static org.kentei.spreadsheet.Column.optional;
import static org.kentei.spreadsheet.Column.required;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.spreadsheet.Column.ValueType;
import org.kentei.vocabulary.CodeList;

/** The tables of a workforce, each a CSV file. The first column of each is the candidate's id. */
public enum Table {
    CANDIDATES("candidates.csv", null, optional("asOf", ValueType.DATE)),
    PROJECTS(
            "projects.csv",
            "projects",
            required("projectId", ValueType.ID),
            optional("title", ValueType.TEXT),
            code("specialtyField", CodeList.SPECIALTY_FIELDS),
            code("role", CodeList.ROLES),
            codes("phases", CodeList.PHASES),
            required("from", ValueType.DATE),
            optional("to", ValueType.DATE),
            required("successful", ValueType.FLAG),
            codes("accomplishments", CodeList.ACCOMPLISHMENTS),
            codes("complexity", CodeList.COMPLEXITY),
            optional("headcount", ValueType.NUMBER),
            optional("annualContractValue", ValueType.NUMBER),
            optional("annualUsers", ValueType.NUMBER)),
    SPECIALTIES(
            "specialties.csv",
            "specialties",
            code("specialtyField", CodeList.SPECIALTY_FIELDS),
            code("area", CodeList.AREAS),
            code("depth", CodeList.DEPTHS)),
    CONTRIBUTIONS(
            "contributions.csv",
            "contributions",
            code("kind", CodeList.CONTRIBUTION_KINDS),
            code("specialtyField", CodeList.CONTRIBUTION_FIELDS),
            required("date", ValueType.DATE),
            optional("title", ValueType.TEXT)),
    DEVELOPMENTS(
            "developments.csv",
            "subordinateDevelopment",
            code("method", CodeList.DEVELOPMENT_METHODS),
            required("from", ValueType.DATE),
            optional("to", ValueType.DATE),
            optional("persons", ValueType.NUMBER)),
    EXAMINATIONS(
            "examinations.csv",
            "examinations",
            code("code", CodeList.EXAMINATIONS),
            required("passedOn", ValueType.DATE));

    private final String file;
    private final @Nullable String property;
    private final List<Column> columns;

    Table(String file, @Nullable String property, Column... own) {
        this.file = file;
        this.property = property;
        this.columns = Stream.concat(Stream.of(required("candidateId", ValueType.ID)), Arrays.stream(own))
                .toList();
    }

    /** The name of its file. */
    public String file() {
        return file;
    }

    /** The list of the candidate that its rows are the entries of; null for the candidates themselves. */
    @Nullable
    String property() {
        return property;
    }

    List<Column> columns() {
        return columns;
    }

    /** The names of all files. */
    public static List<String> files() {
        return Arrays.stream(values()).map(Table::file).toList();
    }
}
