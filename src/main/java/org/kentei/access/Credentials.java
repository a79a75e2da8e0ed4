package org.kentei.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whom a key or a token authenticates. */
@ApplicationScoped
public class Credentials {

    private static final int LONGEST = 16_384;

    private final KeyRing keys;
    private final TokenIssuers issuers;
    private final Clock clock;

    public Credentials(KeyRing keys, TokenIssuers issuers, Clock clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.clock = clock;
    }

    /**
     * Whom a credential authenticates.
     *
     * @param keyId the id of the key; null for a token
     * @param expiresAt from when on the credential is refused; null for never
     */
    public record Identity(
            String client,
            Set<Role> roles,
            @Nullable String keyId,
            @Nullable Instant expiresAt) {

        public Identity {
            roles = Set.copyOf(roles);
        }

        /** The caller of a request with this credential. */
        public Caller caller(@Nullable String address) {
            return new Caller(client, address, roles, true);
        }

        static Identity of(StoredKey key) {
            return new Identity(key.client(), key.roles(), key.keyId(), key.expiresAt());
        }
    }

    /** Whether callers have to authenticate themselves: once a key was added, or an issuer is configured. */
    public boolean required() {
        return keys.hasKeys() || issuers.configured();
    }

    /** Whether a text is written as a key, and so can be checked without waiting for anything. */
    public static boolean isKey(String credential) {
        return credential.startsWith(ApiKey.PREFIX);
    }

    /**
     * Checks a key or a token. For a token it may have to ask the issuer for its keys.
     *
     * @throws CredentialException if it is not accepted
     */
    public Identity check(String credential) {
        if (credential.length() > LONGEST) {
            throw new CredentialException("This is neither a key nor a token.");
        }
        return isKey(credential) ? checkKey(credential) : issuers.check(credential);
    }

    private Identity checkKey(String text) {
        if (!ApiKey.isWellFormed(text)) {
            throw new CredentialException("The key is not written correctly: its length or its checksum is wrong.");
        }
        StoredKey key = keys.find(text).orElseThrow(() -> new CredentialException("The key is not known."));
        if (key.revokedAt() != null) {
            throw new CredentialException("The key was revoked.");
        }
        if (!key.live(clock.instant())) {
            throw new CredentialException("The key expired.");
        }
        keys.used(key);
        return Identity.of(key);
    }

    /** A valid key by its id, for a browser that signed in with it. */
    public Optional<Identity> ofKey(String keyId) {
        Optional<StoredKey> live = keys.live(keyId);
        live.ifPresent(keys::used);
        return live.map(Identity::of);
    }

    /** Whether a credential is still accepted, for work that takes long. */
    public boolean isLive(Identity identity) {
        return identity.keyId() == null
                ? identity.expiresAt() == null || clock.instant().isBefore(identity.expiresAt())
                : keys.live(identity.keyId()).isPresent();
    }
}
