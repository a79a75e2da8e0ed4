-- Read by H2 and by PostgreSQL alike: only what both understand in the same way may stand here.

-- Many assessments come to the same outcome, and even more to the same in one specialty field. So what an assessment is
-- found by stands once for each different outcome, which is made of parts, one for each field: a word says that a rule
-- fired, how a sheet or a criterion stands, or which level was reached. None of it tells of whom. Rows are only added,
-- under the lock of the log, and never changed.

create table word (
    word integer primary key,
    text varchar not null unique
);

create table outcome_part (
    part   integer primary key,
    digest bytea not null unique
);

create table word_of_part (
    word integer not null references word (word),
    part integer not null references outcome_part (part),
    primary key (word, part)
);

create table outcome (
    outcome integer primary key,
    digest  bytea not null unique
);

create table part_of_outcome (
    part    integer not null references outcome_part (part),
    outcome integer not null references outcome (outcome),
    primary key (part, outcome)
);

-- The times within 1024 positions lie between these two. Positions follow the time nearly, but not quite.
create table stretch (
    stretch  bigint primary key,
    earliest timestamp(6) with time zone not null,
    latest   timestamp(6) with time zone not null
);

alter table assessment add column outcome integer;
alter table assessment add column client integer;
alter table assessment add column ruleset integer;

-- The rows themselves are wide. All that a search looks at stands in the indexes, so it reads rows only to show them.
create index assessment_by_position on assessment (position, outcome, client, ruleset, assessed_at);
create index assessment_by_outcome on assessment (outcome, position, client, ruleset, assessed_at);
create index assessment_by_client on assessment (client, position, assessed_at);
create index assessment_by_ruleset on assessment (ruleset, position, assessed_at);
