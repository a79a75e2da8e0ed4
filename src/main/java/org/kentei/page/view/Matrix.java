package org.kentei.page.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kentei.assessment.AssessmentResult;
import org.kentei.page.Label;
import org.kentei.page.Labels;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.SheetVerdict;
import org.kentei.vocabulary.Sheet;

/** The standard's matrix: a column for each specialty field, a row for each level, and the state of each sheet. */
public record Matrix(List<Label> fields, List<Row> rows) {

    /** A level. */
    public record Row(int level, List<Cell> cells) {}

    /**
     * Where a field and a level meet.
     *
     * @param sheet empty where the standard has none
     */
    public record Cell(String sheet, SheetState standing) {}

    /** The state of a sheet. */
    public enum SheetState {
        NO_SHEET,
        CERTIFIED,
        MET,
        NEXT,
        NOT_MET,
        NOT_IN_FORCE;

        /** The state of a sheet of that field. */
        static SheetState of(SheetVerdict sheet, FieldVerdict field) {
            if (sheet.notInForce() != null) {
                return NOT_IN_FORCE;
            }
            Integer certified = field.certifiedLevel();
            if (certified != null && certified == sheet.level()) {
                return CERTIFIED;
            }
            NextLevel next = field.nextLevel();
            return sheet.met() ? MET : next != null && next.sheet().equals(sheet.sheet()) ? NEXT : NOT_MET;
        }
    }

    static Matrix of(AssessmentResult result, Labels labels) {
        List<Map<Integer, Cell>> columns = result.fields().stream()
                .map(field -> field.sheets().stream()
                        .map(sheet -> Map.entry(sheet.level(), new Cell(sheet.sheet(), SheetState.of(sheet, field))))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Matrix::inForce)))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (int level = Sheet.HIGHEST_LEVEL; level > 0; level--) {
            int at = level;
            Function<Map<Integer, Cell>, Cell> cell =
                    column -> column.getOrDefault(at, new Cell("", SheetState.NO_SHEET));
            rows.add(new Row(level, columns.stream().map(cell).toList()));
        }
        return new Matrix(
                result.fields().stream()
                        .map(field -> labels.field(field.specialtyField()))
                        .toList(),
                rows);
    }

    /** Of two sheets that certify the same level at different times, the one in force. */
    private static Cell inForce(Cell one, Cell other) {
        return one.standing() == SheetState.NOT_IN_FORCE ? other : one;
    }
}
