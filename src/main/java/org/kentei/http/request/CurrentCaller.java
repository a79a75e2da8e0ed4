package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.access.Credentials;
import org.kentei.access.Credentials.Identity;
import org.kentei.access.Role;
import org.kentei.http.problem.ProblemException;

/**
 * The sender of the current request. Call it on the thread of the request, and pass the {@link Caller} to other threads.
 */
@ApplicationScoped
public class CurrentCaller {

    private static final String IDENTITY = Identity.class.getName();
    private static final String WITHOUT_KEY = "kentei.without-key";

    private final CurrentVertxRequest requests;
    private final Credentials credentials;

    public CurrentCaller(CurrentVertxRequest requests, Credentials credentials) {
        this.requests = requests;
        this.credentials = credentials;
    }

    /**
     * The caller.
     *
     * @throws ProblemException where no keys exist and the header {@link ClientName#HEADER} is wrong
     */
    public Caller get() {
        RoutingContext context = requests.getCurrent();
        HttpServerRequest request = context.request();
        String address = request.remoteAddress().hostAddress();
        Identity identity = identity(context);
        if (identity != null) {
            return identity.caller(address);
        }
        return withoutKey(context)
                ? Caller.withoutKey(ClientName.read(request.getHeader(ClientName.HEADER)), address)
                : new Caller(null, address, Set.of(), false);
    }

    /** What the caller may do. */
    public Set<Role> roles() {
        RoutingContext context = requests.getCurrent();
        Identity identity = identity(context);
        if (identity != null) {
            return identity.roles();
        }
        return withoutKey(context) ? EnumSet.allOf(Role.class) : Set.of();
    }

    /** Whether the caller authenticated itself, or need not. */
    public boolean known() {
        RoutingContext context = requests.getCurrent();
        return identity(context) != null || withoutKey(context);
    }

    /**
     * Tells, on any thread, whether the credential of this request is still accepted. Work that takes long asks now and
     * then, and breaks off if it is not.
     */
    public BooleanSupplier stillAccepted() {
        Identity identity = identity(requests.getCurrent());
        return () -> identity == null || credentials.isLive(identity);
    }

    /** What tells the senders of requests apart: the name of an authenticated client, else the network address. */
    static String nameOrAddress(RoutingContext context) {
        Identity identity = identity(context);
        return identity == null
                ? "address " + context.request().remoteAddress().hostAddress()
                : "client " + identity.client();
    }

    static void set(RoutingContext context, Identity identity) {
        context.put(IDENTITY, identity);
    }

    static void setWithoutKey(RoutingContext context) {
        context.put(WITHOUT_KEY, true);
    }

    private static @Nullable Identity identity(RoutingContext context) {
        return context.get(IDENTITY);
    }

    private static boolean withoutKey(RoutingContext context) {
        return Boolean.TRUE.equals(context.get(WITHOUT_KEY));
    }
}
