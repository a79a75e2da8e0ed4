package org.kentei.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.kentei.assessment.ActiveRuleset;

/** Ready once a ruleset is compiled and warmed up. */
@ApplicationScoped
@Readiness
public class RulesetReadiness implements HealthCheck {

    private final ActiveRuleset rulesets;

    public RulesetReadiness(ActiveRuleset rulesets) {
        this.rulesets = rulesets;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("ruleset");
        return rulesets.find()
                .map(active -> check.up()
                        .withData("revision", active.ruleset().revision())
                        .withData("activeSince", active.since().toString())
                        .build())
                .orElseGet(() -> check.down().withData("reason", "The rules are still being compiled.").build());
    }
}
