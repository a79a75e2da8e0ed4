package org.kentei.spreadsheet;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.source.Suggestion;
import org.kentei.spreadsheet.TableReader.Row;
import org.kentei.vocabulary.Vocabulary;

/**
 * Makes candidates of a set of CSV files. All files are held in memory. A candidate is read as the service reads it, so
 * what passes here passes there, and every fault is named by file, line and column.
 */
public final class SpreadsheetReader {

    private final CandidateReader candidates;
    private final List<SpreadsheetFault> faults = new ArrayList<>();

    private SpreadsheetReader(CandidateReader candidates) {
        this.candidates = candidates;
    }

    /**
     * What was made of the files.
     *
     * @param candidates each candidate's JSON, in the order of {@code candidates.csv}; empty if there is a fault
     * @param faults all faults in the order of the files, lines and columns
     */
    public record Converted(List<String> candidates, List<SpreadsheetFault> faults) {}

    /**
     * The candidates as JSON, and what is wrong with them.
     *
     * @param files the files by their names
     */
    public static Converted read(Map<String, byte[]> files, Vocabulary vocabulary) {
        // no candidate is decided here, so the day for those without one is of no matter
        return new SpreadsheetReader(new CandidateReader(vocabulary, Clock.systemUTC())).read(files);
    }

    private Converted read(Map<String, byte[]> files) {
        Map<String, CandidateRows> byId = candidates(rows(Table.CANDIDATES, files));
        for (Table table : Table.values()) {
            if (table.property() != null) {
                List<Row> rows = rows(table, files);
                if (byId != null && rows != null) {
                    addEntries(table, rows, byId);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        if (byId != null) {
            byId.values().forEach(rows -> lines.add(checked(rows)));
        }
        faults.sort(SpreadsheetFault.BY_PLACE);
        return new Converted(faults.isEmpty() ? lines : List.of(), List.copyOf(faults));
    }

    private @Nullable List<Row> rows(Table table, Map<String, byte[]> files) {
        byte[] bytes = files.get(table.file());
        if (bytes == null) {
            Collection<String> others = files.keySet().stream()
                    .filter(name -> !Table.files().contains(name))
                    .toList();
            fault(
                    table,
                    0,
                    0,
                    "The file is missing. If there is nothing to state, it has only the line with the names of its"
                            + " columns." + Suggestion.hint(table.file(), others));
            return null;
        }
        return TableReader.read(table, bytes, faults::add);
    }

    private @Nullable Map<String, CandidateRows> candidates(@Nullable List<Row> rows) {
        if (rows == null) {
            return null;
        }
        Map<String, CandidateRows> byId = new LinkedHashMap<>();
        for (Row row : rows) {
            CandidateRows earlier = byId.putIfAbsent(row.candidateId(), new CandidateRows(row));
            if (row.candidateId().isEmpty()) {
                missingId(Table.CANDIDATES, row);
            } else if (earlier != null) {
                fault(
                        Table.CANDIDATES,
                        row.line(),
                        row.places()[0],
                        "`candidateId` must differ from line to line; " + TableReader.quoted(row.candidateId())
                                + " is in line " + earlier.line() + " already.");
            }
        }
        byId.remove("");
        return byId;
    }

    private void addEntries(Table table, List<Row> rows, Map<String, CandidateRows> byId) {
        for (Row row : rows) {
            CandidateRows candidate = byId.get(row.candidateId());
            if (candidate != null) {
                candidate.add(table, row);
            } else if (row.candidateId().isEmpty()) {
                missingId(table, row);
            } else {
                fault(
                        table,
                        row.line(),
                        row.places()[0],
                        "There is no candidate " + TableReader.quoted(row.candidateId()) + " in `"
                                + Table.CANDIDATES.file() + "`.");
            }
        }
    }

    private String checked(CandidateRows rows) {
        String line = rows.json().toString();
        try {
            candidates.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidCandidateException refused) {
            refused.faults().stream()
                    .filter(fault -> !rows.ofMissingColumn(fault))
                    .map(rows::located)
                    .forEach(faults::add);
        }
        return line;
    }

    private void missingId(Table table, Row row) {
        fault(table, row.line(), row.places()[0], "`candidateId` is required.");
    }

    private void fault(Table table, int line, int column, String detail) {
        faults.add(new SpreadsheetFault(table.file(), line, column, detail));
    }
}
