-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- The revision that needs two people before it may decide, with its files. There is at most one. What happens to it is also
-- in the log. The row goes when the revision is activated or another one takes its place.
create table waiting_ruleset (
    only_row      integer primary key check (only_row = 1),
    revision      varchar                     not null,
    -- the revision that was active when this one was offered, and that it is compared with
    replaces      varchar                     not null,
    offered_at    timestamp(6) with time zone not null,
    -- JSON: what the difference means, and how many candidates it would affect. Null until that is known
    review        varchar,
    proposed_by   varchar,
    proposed_from varchar,
    proposed_at   timestamp(6) with time zone,
    -- a revision that was rejected does not wait any more, and is not offered again as long as the rules folder holds it
    rejected_by   varchar
);

create table waiting_file (
    name    varchar primary key,
    content bytea not null
);
