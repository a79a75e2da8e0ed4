package org.kentei.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.run.RunFiles;

/** The assessments of all files that the record took up and that are not erased, a file at a time. */
final class IngestedAssessments implements Iterator<StoredAssessment> {

    private final Iterator<StoredEntry> entries;
    private final Iterator<StoredLine> lines;
    private final RunFiles files;
    private Iterator<StoredAssessment> file = Collections.emptyIterator();
    private @Nullable StoredLine next;

    IngestedAssessments(RecordSnapshot evidence, RunFiles files) {
        this.entries = evidence.entries();
        this.lines = evidence.ingested();
        this.files = files;
        advance();
    }

    @Override
    public boolean hasNext() {
        while (!file.hasNext() && next != null) {
            file = nextFile(next.index());
        }
        return file.hasNext();
    }

    @Override
    public StoredAssessment next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return file.next();
    }

    private Iterator<StoredAssessment> nextFile(long index) {
        List<StoredLine> ofEntry = new ArrayList<>();
        while (next != null && next.index() == index) {
            ofEntry.add(next);
            advance();
        }
        while (entries.hasNext()) {
            StoredEntry kept = entries.next();
            if (kept.index() == index && LogEntry.parse(kept.entry(), index) instanceof IngestionEntry entry) {
                return assessments(entry, ofEntry);
            }
        }
        throw new CommandException("Entry " + index + " of the log added no file, though the record says so.");
    }

    private Iterator<StoredAssessment> assessments(IngestionEntry entry, List<StoredLine> ofEntry) {
        try {
            return files.assessments(entry, ofEntry).iterator();
        } catch (IOException unreadable) {
            throw new CommandException("The file `" + entry.file()
                    + "` is missing or cannot be read. Name the folder where it is now with --runs.");
        }
    }

    private void advance() {
        next = lines.hasNext() ? lines.next() : null;
    }
}
