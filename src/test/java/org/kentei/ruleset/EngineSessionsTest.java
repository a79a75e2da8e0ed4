package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.verdict.Verdict;

/** A session of the engine is used for many candidates, and no candidate sees anything of another one. */
class EngineSessionsTest {

    private static final int THREADS = 4;

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final List<Candidate> candidates = candidates();

    @Test
    void sessions_used_again_by_several_threads_decide_like_new_ones() throws Exception {
        List<Verdict> byNewSessions = new ArrayList<>();
        for (int place = 0; place < candidates.size(); place += 10) {
            ruleset.sessions().close();
            byNewSessions.add(ruleset.decide(candidates.get(place)));
        }
        for (List<Verdict> byUsedSessions : inThreads(ruleset, candidates)) {
            for (int place = 0; place < candidates.size(); place += 10) {
                assertThat(byUsedSessions.get(place)).isEqualTo(byNewSessions.get(place / 10));
            }
        }
    }

    /** The engine makes some of what it keeps for a rule only when the rule fires first. */
    @Test
    void rules_that_never_fired_decide_rightly_in_several_threads_at_once() throws Exception {
        List<Candidate> few = new ArrayList<>();
        for (int place = 0; place < candidates.size(); place += 20) {
            few.add(candidates.get(place));
        }
        List<Verdict> byOneThread = few.stream().map(ruleset::decide).toList();
        for (int round = 0; round < 10; round++) {
            Ruleset fresh = RulesetCompiler.compile(ruleset.text());
            assertThat(inThreads(fresh, few)).hasSize(THREADS).allMatch(byOneThread::equals);
            fresh.close();
        }
    }

    /** What each of several threads decides for the candidates; they begin together. */
    private static List<List<Verdict>> inThreads(Ruleset ruleset, List<Candidate> candidates) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<List<Verdict>> one = () -> {
                begin.await();
                return candidates.stream().map(ruleset::decide).toList();
            };
            List<List<Verdict>> decided = new ArrayList<>();
            for (Future<List<Verdict>> running : threads.invokeAll(Collections.nCopies(THREADS, one))) {
                decided.add(running.get());
            }
            return decided;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_session_decides_by_the_as_of_date_of_its_candidate_and_not_by_that_of_the_candidate_before() {
        Candidate today = candidates.get(0);
        Candidate before = new Candidate(
                today.candidateId(),
                LocalDate.of(1990, 1, 1),
                today.projects(),
                today.specialties(),
                today.contributions(),
                today.subordinateDevelopment(),
                today.examinations());

        Verdict first = ruleset.decide(today);

        assertThat(ruleset.decide(before).firings()).isEmpty();
        assertThat(ruleset.decide(today)).isEqualTo(first);
    }

    @Test
    void a_session_that_broke_off_is_not_used_again() {
        Candidate candidate = candidates.get(0);
        Verdict whole = ruleset.decide(candidate);
        for (int looks = 2; looks < 40; looks++) {
            int[] left = {looks};
            Deadline deadline = new Deadline(Duration.ofSeconds(1), () -> left[0]-- > 0 ? 0 : Long.MAX_VALUE / 2);
            assertThatThrownBy(() -> ruleset.decide(candidate, deadline, unseen -> {}))
                    .isInstanceOf(EvaluationLimitException.class);

            assertThat(ruleset.decide(candidate)).isEqualTo(whole);
        }
    }

    private static List<Candidate> candidates() {
        CandidateReader reader = new CandidateReader(RulesFolder.vocabulary(), Clock.systemUTC());
        return WorkedCase.all().stream().map(one -> reader.read(one.body())).toList();
    }
}
