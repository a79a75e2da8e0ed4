-- Read by H2 and by PostgreSQL alike: only what both understand in the same way may stand here.

-- Assessments in files, whose entry of the log commits to the whole file. The lookup and the key go when one is erased.
create table ingested (
    assessment_id uuid                        primary key,
    entry_index   bigint                      not null,
    line          integer                     not null,
    lookup        bytea,
    data_key      bytea,
    assessed_at   timestamp(6) with time zone not null,
    erased_at     timestamp(6) with time zone
);

create index ingested_by_line on ingested (entry_index, line);
create index ingested_by_lookup on ingested (lookup);
create index ingested_by_time on ingested (erased_at, assessed_at);
