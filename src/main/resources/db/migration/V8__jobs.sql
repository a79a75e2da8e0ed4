-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- A file of candidates that a client sent, and how far it is assessed. Not part of the record of assessments: a job is
-- deleted some days after it ended. Its lines are encrypted under its own key, which goes first.
create table job (
    job_id         uuid                        primary key,
    -- null where a service without keys does not know the client
    client         varchar,
    address        varchar,
    -- the hash of client and idempotency key
    request_key    bytea                       unique,
    revision       varchar                     not null,
    data_key       bytea,
    state          varchar                     not null,
    failure        varchar,
    created_at     timestamp(6) with time zone not null,
    -- when a line arrived last, or a chunk was given out last
    touched_at     timestamp(6) with time zone not null,
    ended_at       timestamp(6) with time zone,
    input_sha256   bytea,
    lines          bigint                      not null,
    -- up to which line chunks were given out
    claimed        bigint                      not null,
    assessed       bigint                      not null,
    refused        bigint                      not null,
    erased         bigint                      not null,
    -- counts what changes lines that are decided already, so that nobody writes hashes of files as they were before
    changes        integer                     not null,
    files_claimed_until timestamp(6) with time zone,
    results_bytes  bigint,
    results_sha256 bytea,
    errors_bytes   bigint,
    errors_sha256  bytea
);

-- What a line is found by when its candidate is erased, and its content: the candidate until it is decided, then the line
-- of the answer. An erased line has neither.
create table job_line (
    job_id  uuid    not null references job (job_id),
    line    bigint  not null,
    state   varchar not null,
    lookup  bytea,
    size    integer not null,
    content bytea,
    primary key (job_id, line)
);

create index job_line_by_lookup on job_line (lookup);

-- Chunks of lines that somebody is deciding. Whoever decides one deletes the row, in the transaction of its assessments.
create table job_claim (
    job_id        uuid                        not null references job (job_id),
    first_line    bigint                      not null,
    last_line     bigint                      not null,
    token         uuid                        not null,
    claimed_until timestamp(6) with time zone not null,
    primary key (job_id, first_line)
);
