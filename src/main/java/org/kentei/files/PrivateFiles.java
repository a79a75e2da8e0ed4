package org.kentei.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Files and folders that only their owner may read and write: folders have the permissions 0700, files 0600. On file
 * systems without POSIX permissions they are made as the system makes them.
 */
public final class PrivateFiles {

    private static final Logger LOG = Logger.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> OF_A_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_A_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final int SHOWN = 5;

    private PrivateFiles() {}

    /** Makes a folder, and those above it, if they are not there. A folder that is there is left as it is. */
    public static Path makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        return Files.createDirectories(folder, attributes(folder, OF_A_FOLDER));
    }

    /** Makes a folder that is not there yet. */
    public static Path makeFolder(Path folder) throws IOException {
        return Files.createDirectory(folder, attributes(folder, OF_A_FOLDER));
    }

    /** Makes an empty file that is not there yet. */
    public static Path makeFile(Path file) throws IOException {
        return Files.createFile(file, attributes(file, OF_A_FILE));
    }

    /**
     * Requires that only the owner may read or write a key.
     *
     * @param what the kind of key, to begin the message with
     * @param advice what else to do than to take the permissions away; may be empty
     * @throws UnusableFileException if others may
     */
    public static void requireClosedToOthers(String what, Path key, String advice) throws IOException {
        if (isOpenToOthers(key)) {
            throw new UnusableFileException(what + " `" + key
                    + "` can be read or written by others than its owner; take these permissions away (chmod 600)"
                    + advice + ".");
        }
    }

    /** Whether others than the owner may read, write or search the file or folder. */
    private static boolean isOpenToOthers(Path file) throws IOException {
        return isPosix(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    }

    /**
     * Makes the data folder if it is not there, and takes the permissions of others away from it and from everything
     * in it. What was changed is said in the log.
     *
     * @throws UnusableFileException if a file in it is open to others and this cannot be changed
     */
    public static void closeToOthers(Path folder) {
        try {
            makeFolders(folder);
            if (!isPosix(folder)) {
                return;
            }
            List<Path> changed = new ArrayList<>();
            AtomicBoolean holdsFiles = new AtomicBoolean();
            Files.walkFileTree(folder.toRealPath(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    close(visited, OF_A_FOLDER, changed);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        holdsFiles.set(true);
                        close(visited, OF_A_FILE, changed);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path visited, IOException failed) throws IOException {
                    if (failed instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failed;
                }
            });
            if (!changed.isEmpty() && !holdsFiles.get()) {
                LOG.infof("The data folder `%s` was open to other users, and is closed now. It was empty.", folder);
            } else if (!changed.isEmpty()) {
                LOG.warnf(
                        "Other users of this machine could read the data folder `%s`. Their permissions were taken away"
                                + " from %d files and folders (%s%s). If somebody may have copied them, replace the"
                                + " keys in it (`kentei log-key replace`, `kentei master-key rotate`).",
                        folder,
                        changed.size(),
                        String.join(
                                ", ",
                                changed.stream()
                                        .limit(SHOWN)
                                        .map(Path::toString)
                                        .toList()),
                        changed.size() > SHOWN ? ", …" : "");
            }
        } catch (IOException refused) {
            throw UnusableFileException.refused("The data folder `" + folder + "` cannot be made or read", refused);
        }
    }

    /** Takes the permissions of others away from one file. */
    public static void closeFile(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, OF_A_FILE);
        }
    }

    private static void close(Path file, Set<PosixFilePermission> permissions, List<Path> changed) {
        try {
            if (isOpenToOthers(file)) {
                Files.setPosixFilePermissions(file, permissions);
                changed.add(file);
            }
        } catch (NoSuchFileException gone) {
            // another thread or process removed it
        } catch (IOException refused) {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                LOG.errorf(
                        "The folder `%s` is open to other users, and this cannot be changed (%s). Only the permissions"
                                + " of the files in it guard the record.",
                        file, refused.getMessage());
            } else {
                throw new UnusableFileException(
                        "The file `" + file + "` is open to other users, and this cannot be changed ("
                                + refused.getMessage() + "). Run Kentei as its owner, or take the permissions away"
                                + " (chmod 600).",
                        refused);
            }
        }
    }

    /**
     * Writes a file so that it is there whole or as it was before, whenever the power fails.
     *
     * @param file in a folder that is there
     */
    public static void writeWhole(Path file, byte[] bytes) throws IOException {
        Path beside = beside(file, bytes);
        try {
            replace(file, beside);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Puts a file that is whole on the disk in the place of another one.
     *
     * @param by in the same folder
     */
    public static void replace(Path file, Path by) throws IOException {
        Files.move(by, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folderOf(file));
    }

    /**
     * Writes a file that must not be there yet, whole or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is there
     */
    public static void writeNew(Path file, byte[] bytes) throws IOException {
        Path beside = beside(file, bytes);
        try {
            try {
                // unlike a move, a link never takes the place of a file that somebody made meanwhile
                Files.createLink(file, beside);
            } catch (UnsupportedOperationException noLinks) {
                Files.move(beside, file);
            }
            force(folderOf(file));
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static Path beside(Path file, byte[] bytes) throws IOException {
        Path beside = Files.createTempFile(folderOf(file), "part", null, attributes(folderOf(file), OF_A_FILE));
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException failed) {
            // a full disk would otherwise collect one at each attempt
            Files.deleteIfExists(beside);
            throw failed;
        }
        return beside;
    }

    /** A new name in a folder outlives a loss of power only when the folder is on the disk too. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            LOG.debugf(notHere, "The folder %s cannot be forced to the disk here.", folder);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("`" + file + "` is not in a folder.");
        }
        return folder;
    }

    public static FileAttribute<?>[] ofAFile(Path file) {
        return attributes(file, OF_A_FILE);
    }

    private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> permissions) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
