package org.kentei.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.access.ApiKeys;
import org.kentei.access.ApiKeys.NewKey;
import org.kentei.access.KeyException;
import org.kentei.access.Role;
import org.kentei.access.StoredKey;
import org.kentei.log.Client;
import org.kentei.record.audit.OpenRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the API keys of clients. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "The API keys of clients: who may call the service, and what for.",
            "With H2 these commands work while the service is stopped. While it runs, use its address `/v1/keys`. With"
                    + " PostgreSQL they work at any time."
        })
final class KeysCommand {

    private static final Client COMMAND_LINE = new Client("command line", null);

    @Spec
    private CommandSpec spec;

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Makes a key and shows it. It is shown once: only its hash is kept.")
    int add(
            @Option(names = "--client", required = true, paramLabel = "NAME", description = "Whom it authenticates.")
                    String client,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "assess, read, author, erase or operate; may be given several times.")
                    List<String> roles,
            @Option(
                            names = "--expires",
                            paramLabel = "DURATION",
                            description = "How long it is valid (ISO 8601), such as P90D. Without it, always.")
                    @Nullable
                    String expires) {
        return with(
                Settings::recordToBegin, keys -> show(keys.add(client, ApiKeys.roles(roles), expires, COMMAND_LINE)));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists all keys: id, client, roles, state, and when each was used last.")
    int list() {
        Instant now = Clock.systemUTC().instant();
        return with(Settings::record, keys -> {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%-12s  %-24s  %-28s  %-44s  %s%n", "KEY", "CLIENT", "ROLES", "STATE", "LAST USE");
            keys.list()
                    .forEach(key -> out.printf(
                            "%-12s  %-24s  %-28s  %-44s  %s%n",
                            key.keyId(),
                            key.client(),
                            roles(key),
                            state(key, now),
                            key.lastUsedAt() == null ? "never" : key.lastUsedAt()));
            return 0;
        });
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Makes a key with the same client and roles. The old one stays valid for a while.")
    int rotate(
            @Parameters(paramLabel = "KEY", description = "The id of the old key.") String keyId,
            @Option(
                            names = "--overlap",
                            paramLabel = "DURATION",
                            defaultValue = ApiKeys.USUAL_OVERLAP,
                            description = "How long the old key stays valid; ${DEFAULT-VALUE} if left out.")
                    String overlap,
            @Option(
                            names = "--expires",
                            paramLabel = "DURATION",
                            description = "How long the new key is valid; as long as the old one was if left out.")
                    @Nullable
                    String expires) {
        return with(Settings::record, keys -> show(keys.rotate(keyId, overlap, expires, COMMAND_LINE)));
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Ends a key at once.")
    int revoke(@Parameters(paramLabel = "KEY", description = "The key's id.") String keyId) {
        return with(Settings::record, keys -> {
            StoredKey revoked = keys.revoke(keyId, COMMAND_LINE);
            spec.commandLine().getOut().printf("The key `%s` of `%s` is revoked.%n", keyId, revoked.client());
            return 0;
        });
    }

    private int with(Supplier<OpenRecord> opening, Function<ApiKeys, Integer> work) {
        try (OpenRecord record = opened(opening)) {
            int code = work.apply(new ApiKeys(record.log(), Clock.systemUTC()));
            spec.commandLine().getOut().flush();
            return code;
        } catch (KeyException refused) {
            throw new CommandException(refused.getMessage());
        }
    }

    private static OpenRecord opened(Supplier<OpenRecord> opening) {
        try {
            return opening.get();
        } catch (CommandException locked) {
            throw new CommandException(
                    locked.getMessage()
                            + "\nWhile the service runs, keys are added, listed, rotated and revoked at its address `/v1/keys`.");
        }
    }

    /** The key alone on standard output, so that it can be piped into a file. */
    private int show(NewKey added) {
        spec.commandLine()
                .getErr()
                .printf(
                        "The key `%s` of `%s`, shown only now:%n",
                        added.stored().keyId(), added.stored().client());
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().println(added.key());
        return 0;
    }

    private static String roles(StoredKey key) {
        return key.roles().stream().sorted().map(Role::code).collect(Collectors.joining(","));
    }

    private static String state(StoredKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked " + key.revokedAt();
        }
        if (key.expiresAt() == null) {
            return "valid";
        }
        return (key.live(now) ? "valid until " : "expired ") + key.expiresAt();
    }
}
