package org.kentei.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Key;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/** The keys of an issuer in a file, which is read again when it was changed. */
final class JwksFile implements VerificationKeyResolver {

    private static final long LARGEST = 1_000_000;

    private final Path file;
    private volatile Content content;

    private record Content(FileTime modified, long size, VerificationKeyResolver keys) {}

    /** @throws IllegalArgumentException if the file is not a JSON Web Key Set */
    JwksFile(Path file) {
        this.file = file;
        try {
            content = read();
        } catch (IOException | JoseException unreadable) {
            throw new IllegalArgumentException("`" + file + "` is not a file with a JSON Web Key Set.", unreadable);
        }
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        try {
            Content known = content;
            if (!Files.getLastModifiedTime(file).equals(known.modified()) || Files.size(file) != known.size()) {
                content = read();
            }
        } catch (IOException | JoseException unreadable) {
            throw new UnresolvableKeyException("The keys of the issuer cannot be read from their file.", unreadable);
        }
        return content.keys().resolveKey(signature, nesting);
    }

    private Content read() throws IOException, JoseException {
        FileTime modified = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException("The file has more than " + LARGEST + " bytes.");
        }
        return new Content(
                modified,
                size,
                new JwksVerificationKeyResolver(new JsonWebKeySet(Files.readString(file)).getJsonWebKeys()));
    }
}
