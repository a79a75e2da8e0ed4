-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- What the documents of a ruleset have in common, so that each is stored as what differs. It has nothing of any candidate. The
-- number is the first eight bytes of the SHA-256 of the content, and documents are sealed with the whole SHA-256.
create table document_dictionary (
    dictionary bigint primary key,
    content    bytea  not null
);

-- Null for documents that were compressed without one.
alter table assessment add column dictionary bigint references document_dictionary (dictionary);
