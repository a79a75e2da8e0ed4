package org.kentei.command;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.kentei.source.Suggestion;

/**
 * Checks settings before the service starts, so that a wrong one is refused in one line, and not at the first request or
 * never. What only the part can check that uses it, such as an address, is checked there.
 */
public final class SettingsCheck {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    /** Sums of such times in nanoseconds do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final long MOST = 1_000_000;
    private static final Pattern HEAP = Pattern.compile("([1-9]\\d{0,9})([kmg])");
    private static final Pattern NAME_OF_A_KEY = Pattern.compile("[^+\\s\\p{Z}\\p{Cntrl}]+");
    private static final Set<String> TRUE_OR_FALSE =
            Set.of("true", "yes", "y", "on", "1", "false", "no", "n", "off", "0");

    private static final String URL = "kentei.store.url";
    private static final String PASSWORD = "kentei.store.password";
    private static final String ISSUERS = "kentei.issuers.";

    /** Kubernetes gives them to each container beside a service of this name. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("KENTEI(_\\w+)?_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_\\w+)?)");

    /** What a value may be: in words, and as a test. */
    private record Allowed(String words, Predicate<String> test) {}

    private static final Map<String, Allowed> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("quarkus.http.host", text()),
            Map.entry("quarkus.http.port", number(0, 65_535)),
            Map.entry("quarkus.log.console.json.enabled", trueOrFalse()),
            Map.entry("kentei.answers.exports-at-once", number(1, MOST)),
            Map.entry("kentei.answers.reads-at-once", number(1, MOST)),
            Map.entry("kentei.answers.streams-at-once", number(1, MOST)),
            Map.entry("kentei.answers.write-timeout", time(SHORTEST, LONGEST)),
            Map.entry("kentei.data", folder()),
            Map.entry("kentei.evaluation.deadline", time(SHORTEST, LONGEST)),
            Map.entry("kentei.gate.heap", heap()),
            Map.entry("kentei.gate.time-limit", time(SHORTEST, LONGEST)),
            Map.entry("kentei.hosts", list()),
            Map.entry("kentei.idempotency.life", time(Duration.ofMinutes(1), Duration.ofDays(30))),
            Map.entry("kentei.issuer", text()),
            Map.entry("kentei.jobs.bytes", number(1, 1L << 40)),
            Map.entry("kentei.jobs.life", time(Duration.ofMinutes(1), LONGEST)),
            Map.entry("kentei.jobs.lines", number(1, 1_000_000_000)),
            Map.entry("kentei.jobs.open-for-each-client", number(1, MOST)),
            Map.entry("kentei.jobs.workers", number(0, 128)),
            Map.entry("kentei.live.poll", time(SHORTEST, LONGEST)),
            Map.entry("kentei.live.warm-up", time(Duration.ZERO, LONGEST)),
            Map.entry("kentei.log.append-key", text()),
            Map.entry("kentei.log.checkpoint-interval", time(SHORTEST, LONGEST)),
            Map.entry("kentei.log.origin", nameOfAKey()),
            Map.entry("kentei.log.witnesses", list()),
            Map.entry("kentei.master-key", text()),
            Map.entry("kentei.public-url", text()),
            Map.entry("kentei.requests.body-timeout", time(SHORTEST, LONGEST)),
            Map.entry("kentei.requests.per-second", number(1, MOST)),
            Map.entry("kentei.requests.queue", number(1, MOST)),
            Map.entry("kentei.retention", period()),
            Map.entry("kentei.rules", rulesFolder()),
            Map.entry("kentei.rules.four-eyes", trueOrFalse()),
            Map.entry("kentei.search.time-limit", time(SHORTEST, LONGEST)),
            Map.entry("kentei.store.pool-size", number(4, 1000)),
            Map.entry(URL, databaseUrl()),
            Map.entry("kentei.store.user", text()),
            Map.entry("kentei.zone", zone()),
            Map.entry("otel.exporter.otlp.endpoint", webAddress())));

    private SettingsCheck() {}

    /**
     * Refuses to start with wrong settings.
     *
     * @return whether all are right; otherwise each wrong or unknown one was printed to standard error, in one line
     */
    public static boolean passes() {
        SmallRyeConfig config = Settings.config(new Class<?>[0]);
        Function<String, Optional<String>> values =
                name -> Optional.ofNullable(config.getConfigValue(name).getValue());
        String wrong = unknownOnes(names(config))
                + misspeltVariables(System.getenv().keySet().stream())
                + wrongOnes(values)
                + blankOnesOfIssuers(names(config), values)
                + blankVariablesOfIssuers(System.getenv());
        System.err.print(wrong);
        return wrong.isEmpty();
    }

    /** The names that somebody wrote, besides environment variables. */
    private static Stream<String> names(SmallRyeConfig config) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> !(source instanceof EnvConfigSource))
                .flatMap(source -> source.getPropertyNames().stream());
    }

    /** A line for each name that looks like a setting of Kentei and is none. */
    static String unknownOnes(Stream<String> names) {
        return names.filter(name -> name.startsWith("kentei.")
                        && !SETTINGS.containsKey(name)
                        && !name.equals(PASSWORD)
                        && !name.startsWith(ISSUERS))
                .distinct()
                .sorted()
                .map(name -> "`" + name + "` is not a setting." + Suggestion.hint(name, SETTINGS.keySet()) + "\n")
                .collect(Collectors.joining());
    }

    /** A line for each environment variable that is none of a setting, but similar to one. Others may have another purpose. */
    static String misspeltVariables(Stream<String> variables) {
        Set<String> known = Stream.concat(SETTINGS.keySet().stream(), Stream.of(PASSWORD))
                .map(SettingsCheck::variable)
                .collect(Collectors.toSet());
        return variables
                .filter(name -> name.startsWith("KENTEI_")
                        && !known.contains(name)
                        && !name.startsWith(variable(ISSUERS))
                        && !OF_KUBERNETES.matcher(name).matches())
                .sorted()
                .map(name -> Map.entry(name, Suggestion.hint(name, known)))
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> "The environment variable `" + one.getKey() + "` is not a setting." + one.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String variable(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    /**
     * A line for each wrong setting.
     *
     * @param values the value of a setting; empty if it is not set
     */
    static String wrongOnes(Function<String, Optional<String>> values) {
        StringBuilder lines = new StringBuilder();
        SETTINGS.forEach((name, allowed) -> values.apply(name)
                .filter(value -> !isAllowed(value, allowed))
                .ifPresent(value -> lines.append(
                        "`" + name + "` is " + shown(name, value) + ". It must be " + allowed.words() + ".\n")));
        return lines.toString();
    }

    /** A line for each blank setting of an issuer. Their names have a part that the operator chooses. */
    static String blankOnesOfIssuers(Stream<String> names, Function<String, Optional<String>> values) {
        return names.filter(name -> name.startsWith(ISSUERS))
                .filter(name -> values.apply(name).filter(String::isBlank).isPresent())
                .distinct()
                .sorted()
                .map(name -> "`" + name + "` is `" + values.apply(name).orElse("") + "`. It must be " + text().words()
                        + ".\n")
                .collect(Collectors.joining());
    }

    /** A line for each blank environment variable of an issuer. */
    static String blankVariablesOfIssuers(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(one -> one.getKey().startsWith(variable(ISSUERS))
                        && one.getValue().isBlank())
                .map(one -> "The environment variable `" + one.getKey() + "` is blank. It must be " + text().words()
                        + ".\n")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String shown(String name, String value) {
        return name.equals(URL) ? "wrong, and not shown, because it may contain a password" : "`" + value + "`";
    }

    private static boolean isAllowed(String value, Allowed allowed) {
        try {
            return !value.isBlank() && allowed.test().test(value.strip());
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Allowed text() {
        return new Allowed("something, not blank; leave the setting out for its default", value -> true);
    }

    private static Allowed list() {
        return new Allowed(
                "a list with commas between its entries; leave the setting out for none",
                value -> Stream.of(value.split(",", -1)).noneMatch(String::isBlank));
    }

    private static Allowed number(long least, long most) {
        return new Allowed("a whole number from `" + least + "` to `" + most + "`", value -> {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        });
    }

    private static Allowed time(Duration shortest, Duration longest) {
        String words = "a time from `" + shortest + "` to `P" + longest.toDays() + "D`, such as `"
                + (shortest.compareTo(HALF_A_MINUTE) > 0 ? "PT1H" : HALF_A_MINUTE) + "`";
        return new Allowed(words, value -> {
            Duration time = Duration.parse(value);
            return time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0;
        });
    }

    private static Allowed trueOrFalse() {
        return new Allowed("`true` or `false`", value -> TRUE_OR_FALSE.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static Allowed heap() {
        return new Allowed("a size from `16m` to `1024g`, such as `512m` or `2g`", value -> {
            Matcher parts = HEAP.matcher(value.toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                return false;
            }
            int shift = "kmg".indexOf(parts.group(2)) * 10 + 10;
            long bytes = Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << shift);
            return bytes >= 16L << 20 && bytes <= 1024L << 30;
        });
    }

    private static Allowed period() {
        return new Allowed("a period from `P1D` to `P1000Y`, such as `P10Y`", value -> {
            Period period = Period.parse(value);
            return !period.isNegative()
                    && !period.isZero()
                    && period.toTotalMonths() <= 12_000
                    && period.getDays() <= 365_000;
        });
    }

    private static Allowed databaseUrl() {
        return new Allowed(
                "an address such as `jdbc:postgresql://host/database`",
                value -> value.startsWith("jdbc:postgresql:") || value.startsWith("jdbc:h2:"));
    }

    private static Allowed webAddress() {
        return new Allowed(
                "an address such as `http://127.0.0.1:4318`",
                value -> value.matches("https?://.*") && URI.create(value).getAuthority() != null);
    }

    private static Allowed folder() {
        return new Allowed("a folder, or the name of one to be made", value -> {
            Path folder = Path.of(value);
            return Files.isDirectory(folder) || Files.notExists(folder);
        });
    }

    private static Allowed rulesFolder() {
        return new Allowed("a folder that exists", value -> Files.isDirectory(Path.of(value)));
    }

    private static Allowed nameOfAKey() {
        return new Allowed(
                "a name without blanks and `+`",
                value -> NAME_OF_A_KEY.matcher(value).matches());
    }

    private static Allowed zone() {
        return new Allowed(
                "an IANA time zone such as `Asia/Tokyo`",
                value -> ZoneId.getAvailableZoneIds().contains(value));
    }
}
