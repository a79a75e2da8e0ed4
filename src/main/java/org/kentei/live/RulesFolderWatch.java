package org.kentei.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.ruleset.RulesetFiles.RefusedFileException;
import org.kentei.ruleset.RulesetFiles.TooManyRulesException;

/**
 * Reads the rules folder repeatedly, and proposes its content once it no longer changes.
 *
 * <p>It looks, and does not ask the operating system for events: those are lost on network and overlay file systems,
 * watch a folder's inode and not its name (so a folder swapped by a link, as config maps are, goes unseen), need one
 * watch for every folder, and come one by one while a save is still going on, so that a look at the whole folder would
 * have to follow them anyway. A look costs a fraction of a millisecond.
 */
final class RulesFolderWatch {

    /** Looks that must find the same before it is proposed; a save in the middle of which one falls is seen by the next. */
    private static final int LOOKS_ALIKE = 2;

    /** A folder that is being replaced is gone for a moment; only one that stays gone is worth a word. */
    private static final int LOOKS_WITHOUT = 6;

    /** Every so many looks the bytes are read, for a file that was replaced by one of the same size and time. */
    private static final int LOOKS_PER_READING = 20;

    /** What the watch found in the folder. */
    sealed interface FolderChange {}

    /** Files that stood still. */
    record FilesChanged(RulesetFiles files, String revision) implements FolderChange {}

    /**
     * A folder that cannot be read.
     *
     * @param reason why, for the author
     */
    record FolderUnreadable(String reason) implements FolderChange {}

    /** One look: either the files with what the file system says of them, or why there are none. */
    private record FolderState(
            SortedMap<String, String> files, @Nullable String unreadable) {}

    private final Path folder;
    private final Consumer<FolderChange> proposals;
    private @Nullable FolderState last;
    private @Nullable FolderState proposed;
    private @Nullable String proposedRevision;
    private int alike;
    private int looks;

    /** Watches a folder; each finding is proposed once. */
    RulesFolderWatch(Path folder, Consumer<FolderChange> proposals) {
        this.folder = folder;
        this.proposals = proposals;
    }

    /** Looks once. Not for several threads. */
    void look() {
        looks++;
        FolderState now = glance();
        alike = now.equals(last) ? alike + 1 : 1;
        last = now;
        if (now.unreadable() != null) {
            if (alike >= LOOKS_WITHOUT && !now.equals(proposed)) {
                propose(now, new FolderUnreadable(now.unreadable()), null);
            }
            return;
        }
        boolean changed = !now.equals(proposed);
        if (alike >= LOOKS_ALIKE && (changed || looks % LOOKS_PER_READING == 0)) {
            read(now, changed);
        }
    }

    private void read(FolderState now, boolean changed) {
        try {
            RulesetFiles files = RulesetFiles.read(folder);
            // what changed while it was read is not a revision that an author wrote
            if (!glance().equals(now)) {
                return;
            }
            String revision = files.revision();
            if (changed || !revision.equals(proposedRevision)) {
                propose(now, new FilesChanged(files, revision), revision);
            }
        } catch (TooManyRulesException | RefusedFileException refused) {
            if (changed) {
                propose(now, new FolderUnreadable(String.valueOf(refused.getMessage())), null);
            }
        } catch (IOException unreadable) {
            // a file that is changing just now is read at the next look; one that stays unreadable is a finding
            if (changed && alike >= LOOKS_WITHOUT) {
                propose(
                        now,
                        new FolderUnreadable("A file of the rules folder cannot be read: " + unreadable.getMessage()),
                        null);
            }
        }
    }

    private void propose(FolderState look, FolderChange finding, @Nullable String revision) {
        proposed = look;
        proposedRevision = revision;
        proposals.accept(finding);
    }

    private FolderState glance() {
        try {
            // resolved every time: the name may lead to another folder by now
            Path real = folder.toRealPath();
            if (!Files.isDirectory(real)) {
                return new FolderState(new TreeMap<>(), "The rules folder `" + folder + "` is not a folder any more.");
            }
            SortedMap<String, String> files = new TreeMap<>();
            for (var file : RulesetFiles.list(real).entrySet()) {
                files.put(
                        file.getKey(),
                        Files.readAttributes(
                                        file.getValue(), "size,lastModifiedTime,fileKey", LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
            return new FolderState(files, null);
        } catch (RefusedFileException refused) {
            return new FolderState(new TreeMap<>(), refused.getMessage());
        } catch (IOException gone) {
            return new FolderState(new TreeMap<>(), "The rules folder `" + folder + "` cannot be read.");
        }
    }
}
