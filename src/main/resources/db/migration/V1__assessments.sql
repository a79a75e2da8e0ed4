-- Read by H2 and by PostgreSQL alike: only what both understand in the same way may stand here.

create table assessment (
    position         bigint generated always as identity primary key,
    assessment_id    uuid                        not null unique,
    candidate_id     varchar                     not null,
    as_of            date                        not null,
    assessed_at      timestamp(6) with time zone not null,
    ruleset_revision varchar                     not null,
    certified_level  integer,
    result           text                        not null,
    firing_record    text                        not null
);

create index assessment_by_candidate on assessment (candidate_id, position desc);
