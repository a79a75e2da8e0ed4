-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- The figures of the overview. They are counted from the log and the documents in the background, up to an entry of the log,
-- and nothing depends on them.
create table overview_state (
    only_row   integer primary key check (only_row = 1),
    next_entry bigint  not null
);

insert into overview_state (only_row, next_entry) values (1, 0);

-- How many candidates are in the same state in a specialty field, by their latest assessments.
create table overview_standing (
    standing        integer primary key,
    specialty_field varchar not null,
    -- 0 for none
    certified_level integer not null,
    -- the next sheet, and the codes of its criteria that are not met with commas between them; empty if there is none
    next_sheet      varchar not null,
    unmet           varchar not null,
    candidates      bigint  not null,
    unique (specialty_field, certified_level, next_sheet, unmet)
);

-- Which assessment of a candidate is counted, and as what. The row is deleted when the assessment is erased.
create table overview_candidate (
    candidate       bigint  primary key,
    position        bigint  not null unique,
    -- 0 for none
    certified_level integer not null,
    standings       varchar not null
);

-- Candidates whose level changed with the first assessment by another revision.
create table overview_change (
    position         bigint  primary key,
    earlier_position bigint  not null,
    ruleset_revision varchar not null,
    earlier_level    integer not null,
    certified_level  integer not null
);

create index overview_change_by_revision on overview_change (ruleset_revision, position);
create index overview_change_by_earlier on overview_change (earlier_position);

-- How many assessments were made, by topic. They tell of nobody, and stay when assessments are erased.
create table overview_count (
    topic  varchar not null,
    period varchar not null,
    item   varchar not null,
    amount bigint  not null,
    primary key (topic, period, item)
);

-- The entries of the log that are not assessments, by type, so that they are found among many assessments.
create table overview_event (
    entry_index bigint  primary key,
    kind        varchar not null
);

create index overview_event_by_kind on overview_event (kind, entry_index);
