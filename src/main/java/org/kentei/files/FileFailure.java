package org.kentei.files;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words why a file cannot be read or written. */
public final class FileFailure {

    private FileFailure() {}

    /** The reason as a sentence; some exceptions of the JDK have only the name of the file. */
    public static String reason(Exception failed) {
        Throwable cause =
                failed instanceof UncheckedIOException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof NoSuchFileException missing) {
            Path folder = Path.of(missing.getFile()).getParent();
            return "`" + (folder == null || Files.isDirectory(folder) ? missing.getFile() : folder)
                    + "` does not exist.";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "There is no permission for `" + denied.getFile() + "`.";
        }
        return cause instanceof CharacterCodingException
                ? "Its text is not in UTF-8, or it is compressed."
                : String.valueOf(cause.getMessage());
    }
}
