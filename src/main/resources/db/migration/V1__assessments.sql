-- Read by H2 and by PostgreSQL alike: only what both understand in the same way may stand here.

-- What is known of a candidate only as long as it is not erased: its row goes, and with it the key of its documents.
create table candidate (
    candidate  bigint primary key,
    lookup     bytea  not null unique,
    sealed_id  bytea  not null,
    data_key   bytea  not null
);

-- The position is the index of the assessment's entry in the log. What is sealed is compressed and encrypted under the
-- candidate's key, with the salt of its commitment inside. Once erased, a row keeps only what the log says of it.
create table assessment (
    position         bigint primary key,
    assessment_id    uuid                        not null unique,
    candidate        bigint references candidate (candidate),
    as_of            date,
    assessed_at      timestamp(6) with time zone not null,
    ruleset_revision varchar                     not null,
    certified_level  integer,
    facts            bytea,
    result           bytea,
    firing_record    bytea,
    erased_at        timestamp(6) with time zone
);

create index assessment_by_candidate on assessment (candidate, position desc);

create table log_entry (
    entry_index bigint  primary key,
    entry       varchar not null,
    -- the hashes of all subtrees that the entry completes, from its own leaf upwards, 32 bytes each
    hashes      bytea   not null
);

-- One row. Whoever appends locks it, so that instances on one database append one after the other.
create table log_state (
    only_row   integer primary key check (only_row = 1),
    log_id     varchar not null,
    size       bigint  not null,
    frontier   bytea   not null,
    lookup_key bytea   not null
);

create table log_key (
    verifier_key varchar primary key,
    begun_by     bigint  not null
);

create table checkpoint (
    tree_size bigint  not null,
    key_id    varchar not null,
    note      varchar not null,
    primary key (tree_size, key_id)
);

create table rule_content (
    content_hash varchar primary key,
    content      bytea not null
);

create table ruleset_file (
    revision     varchar not null,
    name         varchar not null,
    content_hash varchar not null references rule_content (content_hash),
    primary key (revision, name)
);
