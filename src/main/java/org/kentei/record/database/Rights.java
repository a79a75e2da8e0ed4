package org.kentei.record.database;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * What a user of PostgreSQL has to be allowed beyond reading and adding rows. {@code deploy/postgresql/rights.sql} grants it to the role of
 * the service; after an upgrade it has to be run again, which is easily forgotten.
 */
public final class Rights {

    public static final List<String> UPDATED = List.of(
            "api_key",
            "assessment",
            "candidate",
            "first_answer",
            "ingested",
            "job",
            "job_claim",
            "job_line",
            "log_state",
            "open_position",
            "overview_count",
            "overview_standing",
            "overview_state",
            "position_block",
            "term_positions",
            "waiting_ruleset");
    public static final List<String> DELETED = List.of(
            "candidate",
            "first_answer",
            "job",
            "job_claim",
            "job_line",
            "open_position",
            "overview_candidate",
            "overview_change",
            "term_positions",
            "waiting_file",
            "waiting_ruleset");

    private Rights() {}

    /** @throws StoreUnavailableException if the user of these connections lacks a right */
    static void require(Jdbi jdbi) {
        require(jdbi, "update", UPDATED);
        require(jdbi, "delete", DELETED);
    }

    private static void require(Jdbi jdbi, String right, List<String> tables) {
        List<String> lacking = jdbi.withHandle(
                handle -> handle.createQuery("select name from unnest(string_to_array(:tables, ' ')) as name"
                                + " where not has_table_privilege(name, :right) order by name")
                        .bind("tables", String.join(" ", tables))
                        .bind("right", right)
                        .mapTo(String.class)
                        .list());
        if (!lacking.isEmpty()) {
            throw new StoreUnavailableException(
                    "The record of assessments cannot be opened with the settings `kentei.store.*`: the database user lacks"
                            + " the right to " + right + " rows of " + String.join(", ", lacking)
                            + ". Run `deploy/postgresql/rights.sql` of this version.",
                    null);
        }
    }
}
