-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- What assessments are found by: a rule fired, a sheet is met, a level, a client, a ruleset. The first term is that of
-- every assessment. Rows are only added, under the lock of the log, and never changed.
create table index_term (
    term integer primary key,
    text varchar not null unique
);

insert into index_term (term, text) select word, text from word;
insert into index_term (term, text) select coalesce(max(term), 0) + 1, 'assessment' from index_term;

-- A block is 4096 positions that follow each other. For each term that occurs in a complete block: the positions that have
-- it. A search intersects these sets, so its cost depends on the number of blocks, and not on how many filters it has.
create table term_positions (
    term      integer not null references index_term (term),
    block     bigint  not null,
    positions bytea   not null,
    primary key (term, block)
);

create index term_positions_by_block on term_positions (block, term);

-- The terms of each assessment in the block that is not complete yet. Completing it moves them to term_positions.
create table open_position (
    position bigint primary key,
    terms    bytea not null
);

-- The times of the assessments of a block are between these two. Positions follow the time nearly, but not quite.
create table position_block (
    block    bigint primary key,
    earliest timestamp(6) with time zone not null,
    latest   timestamp(6) with time zone not null
);

insert into position_block (block, earliest, latest)
select position / 4096, min(assessed_at), max(assessed_at) from assessment group by position / 4096;

-- The term with the certified level of each field, for lists.
alter table assessment add column levels integer;

-- The position of the candidate's latest assessment.
alter table candidate add column latest bigint;
update candidate set latest = (select max(a.position) from assessment a where a.candidate = candidate.candidate);
create index candidate_by_latest on candidate (latest);

-- The rows themselves are wide, so what a search compares is in an index.
create index assessment_by_time on assessment (position, assessed_at);
