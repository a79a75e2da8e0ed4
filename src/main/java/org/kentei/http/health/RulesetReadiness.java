package org.kentei.http.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.live.LiveRules;

/**
 * Ready when a ruleset is compiled and warmed up. A suspect ruleset is only reported: it fails for the few candidates for
 * which it does not terminate, and a service that is down for all is worse. The same is true of a rules folder that cannot
 * be read: the active ruleset stays active.
 */
@ApplicationScoped
@Readiness
public class RulesetReadiness implements HealthCheck {

    private final ActiveRuleset rulesets;
    private final LiveRules live;

    public RulesetReadiness(ActiveRuleset rulesets, LiveRules live) {
        this.rulesets = rulesets;
        this.live = live;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("ruleset");
        live.watchStalledSince().ifPresent(since -> check.withData("watchStalledSince", since.toString()));
        return rulesets.find()
                .map(active -> check.up()
                        .withData("revision", active.ruleset().revision())
                        .withData("activeSince", active.since().toString())
                        .withData("suspect", active.suspect())
                        .build())
                .orElseGet(() -> check.down()
                        .withData("reason", "The rules are still being checked.")
                        .build());
    }
}
