package org.kentei.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param client the name of the client; null where no keys exist and the client did not name itself
 * @param address the network address that the request came from
 * @param roles what the caller may do
 * @param authenticated whether the client proved its name; false where no keys exist
 */
public record Caller(@Nullable String client, @Nullable String address, Set<Role> roles, boolean authenticated) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A caller of a service without keys. It may do everything, and is called what it says. */
    public static Caller withoutKey(@Nullable String client, @Nullable String address) {
        return new Caller(client, address, EnumSet.allOf(Role.class), false);
    }

    /** Whether the caller has the role. */
    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Whether the caller sees the assessments of all clients. If not, it sees only those of its own client. */
    public boolean seesAllClients() {
        return has(Role.READ);
    }
}
