package org.kentei.live;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.kentei.record.PrivateFiles;

/**
 * The key by which Kentei knows the compiled rules that it made itself. A compiled module is a program; who can write
 * into the folder where modules are kept must not be able to have one run, so the key is kept elsewhere.
 */
final class ModuleKey {

    private static final Logger LOG = Logger.getLogger(ModuleKey.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private ModuleKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Where the key is if nobody names a file: in the user's folder of settings. */
    static Path defaultFile() {
        String settings = System.getenv("XDG_CONFIG_HOME");
        return (settings == null || settings.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".config")
                        : Path.of(settings))
                .resolve("kentei")
                .resolve("module.key");
    }

    /**
     * Reads the key, or makes it at the first start. Without one no compiled rules are kept; the log says why.
     *
     * @param outside folders in which the key must not be, since modules or the record are kept there
     */
    static Optional<ModuleKey> open(Path file, Path... outside) {
        try {
            PrivateFiles.makeFolders(file.toAbsolutePath().getParent());
            Path real = file.toAbsolutePath()
                    .getParent()
                    .toRealPath()
                    .resolve(file.getFileName().toString());
            for (Path folder : outside) {
                PrivateFiles.makeFolders(folder);
                if (real.startsWith(folder.toRealPath())) {
                    throw new IOException("it is inside the folder `" + folder + "`, whose modules it guards");
                }
            }
            return Optional.of(new ModuleKey(readOrMake(real)));
        } catch (IOException | IllegalArgumentException unusable) {
            LOG.warnf(
                    "Compiled rules are not kept, and each start compiles them again, since the key file `%s`"
                            + " (`kentei.module-key`) cannot be used: %s.",
                    file, unusable.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] readOrMake(Path file) throws IOException {
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.writeNew(
                        file, HexFormat.of().formatHex(made).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                return made;
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // it is read like any other
        }
        if (PrivateFiles.isOpenToOthers(file)) {
            throw new IOException("others than its owner may read or write it (chmod 600)");
        }
        byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
        if (key.length != BYTES) {
            throw new IOException("it does not hold " + BYTES + " bytes in hex");
        }
        return key;
    }

    /** The authentication code of these parts in this order. */
    byte[] code(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(java.nio.ByteBuffer.allocate(Integer.BYTES)
                        .putInt(part.length)
                        .flip());
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
