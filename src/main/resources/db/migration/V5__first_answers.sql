-- Read by H2 and by PostgreSQL alike: only what both understand in the same way may stand here.

-- The first answers to requests with an idempotency key, so that a request that is sent again gets the same answer and
-- stores nothing. Key and client are hashed together. The answer is encrypted under the candidate's key. When the
-- assessment is erased, the row stays until it expires, without answer and fingerprint.
create table first_answer (
    request_key   bytea                       primary key,
    fingerprint   bytea,
    assessment_id uuid                        not null,
    language      varchar,
    answer        bytea,
    expires_at    timestamp(6) with time zone not null
);

create index first_answer_by_assessment on first_answer (assessment_id);
create index first_answer_by_expiry on first_answer (expires_at);
