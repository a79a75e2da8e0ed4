package org.kentei.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Evidence;
import org.kentei.log.Evidence.KeptAssessment;
import org.kentei.log.Evidence.KeptEntry;
import org.kentei.log.Evidence.KeptLine;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.Ingested;
import org.kentei.run.RunFiles;

/** The assessments of all files that the record took up and that are not erased, a file at a time. */
final class IngestedAssessments implements Iterator<KeptAssessment> {

    private final Iterator<KeptEntry> entries;
    private final Iterator<KeptLine> lines;
    private final RunFiles files;
    private Iterator<KeptAssessment> file = Collections.emptyIterator();
    private @Nullable KeptLine next;

    IngestedAssessments(Evidence evidence, RunFiles files) {
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
    public KeptAssessment next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return file.next();
    }

    private Iterator<KeptAssessment> nextFile(long index) {
        List<KeptLine> ofEntry = new ArrayList<>();
        while (next != null && next.index() == index) {
            ofEntry.add(next);
            advance();
        }
        while (entries.hasNext()) {
            KeptEntry kept = entries.next();
            if (kept.index() == index && LogEntry.parse(kept.entry(), index) instanceof Ingested entry) {
                return assessments(entry, ofEntry);
            }
        }
        throw new CannotBeDoneException("Entry " + index + " of the log took up no file, though the record says so.");
    }

    private Iterator<KeptAssessment> assessments(Ingested entry, List<KeptLine> ofEntry) {
        try {
            return files.assessments(entry, ofEntry).iterator();
        } catch (IOException unreadable) {
            throw new CannotBeDoneException("The file `" + entry.file()
                    + "` is missing or cannot be read. Name the folder where it is now with --runs.");
        }
    }

    private void advance() {
        next = lines.hasNext() ? lines.next() : null;
    }
}
