-- What the service may do beyond reading and adding rows. Run it as `kentei_migrator` after the tables were made, and after
-- every upgrade:  psql -U kentei_migrator -d kentei -f rights.sql
-- Entries of the log, checkpoints, keys of the log and rules are only added, so the service cannot change or delete them.
\set ON_ERROR_STOP on
grant update on
    api_key, assessment, candidate, first_answer, ingested, job, job_claim, job_line, log_state, open_position, overview_count,
    overview_standing, overview_state, position_block, term_positions, waiting_ruleset
    to kentei_service;
grant delete on
    candidate, first_answer, job, job_claim, job_line, open_position, overview_candidate, overview_change, term_positions,
    waiting_file, waiting_ruleset
    to kentei_service;
