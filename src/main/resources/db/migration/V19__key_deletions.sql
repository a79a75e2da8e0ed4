-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- How many times keys of candidates were deleted since the master key was last replaced. The database may contain the deleted
-- rows for a while, and the master key opens them.
alter table log_state add column key_deletions bigint default 0 not null;
update log_state set key_deletions = 1
    where exists (select 1 from assessment where erased_at is not null)
       or exists (select 1 from ingested where erased_at is not null);
