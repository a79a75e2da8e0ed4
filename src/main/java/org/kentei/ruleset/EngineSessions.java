package org.kentei.ruleset;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.conf.DirectFiringOption;
import org.kie.api.time.SessionPseudoClock;

/**
 * The sessions of one ruleset. A session that ended as it should is reset and used again, because its memory for the rules
 * costs more than a decision does. Several threads may take sessions at once.
 */
final class EngineSessions {

    /** As many as may be in use at the same time on a machine of usual size; a further one is used once. */
    private static final int MOST_KEPT = 64;

    private final KieBase base;
    private final KieSessionConfiguration configuration;
    private final BlockingQueue<StatefulKnowledgeSessionImpl> idle = new ArrayBlockingQueue<>(MOST_KEPT);

    EngineSessions(KieBase base) {
        this.base = base;
        // made once: Drools searches the whole class path for its settings each time
        this.configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        configuration.setOption(DirectFiringOption.YES);
    }

    /**
     * A session without facts whose clock says noon of a day, so that the rules decide that are in force on it. Drools
     * fires a rule strictly after `date-effective` and strictly before `date-expires`; both are the beginning of a day, so
     * noon is never one of them. The caller gives it back or disposes it.
     */
    KieSession take(LocalDate day) {
        StatefulKnowledgeSessionImpl kept = idle.poll();
        KieSession session = kept == null ? base.newKieSession(configuration, null) : kept;
        SessionPseudoClock clock = session.getSessionClock();
        long noon = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC).toEpochMilli();
        clock.advanceTime(noon - clock.getCurrentTime(), TimeUnit.MILLISECONDS);
        return session;
    }

    /** Takes back a session whose rules have all fired. One that broke off must be disposed instead. */
    void giveBack(KieSession session) {
        if (session instanceof StatefulKnowledgeSessionImpl used) {
            used.reset();
            if (idle.offer(used)) {
                return;
            }
        }
        session.dispose();
    }

    /** Disposes the sessions that are not in use. */
    void close() {
        for (KieSession session = idle.poll(); session != null; session = idle.poll()) {
            session.dispose();
        }
    }
}
