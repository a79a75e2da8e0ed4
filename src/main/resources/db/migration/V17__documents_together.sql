-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- The documents of an assessment, compressed together and sealed under the candidate's key. In rows of earlier versions it is
-- null, and each document has a column of its own: facts, firing_record, result.
alter table assessment add column documents bytea;
