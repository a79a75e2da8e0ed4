-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- The indexes of the entries that activate a ruleset, so that nobody has to search the whole log for them.
create table ruleset_activation (
    entry_index bigint primary key
);

-- What the service recognises its own entries by: a MAC under a key that is not in the database. Null for entries that an
-- earlier version appended.
alter table log_entry add column seal bytea;

-- In canonical JSON the quotation marks of a client's text are escaped, so only the type of an entry matches.
insert into ruleset_activation (entry_index)
select entry_index from log_entry where entry like '%"type":"ruleset-activation"%';
