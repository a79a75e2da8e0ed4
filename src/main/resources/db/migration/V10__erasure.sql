-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- What is too old is found in order, also after millions were erased.
create index assessment_by_erasure on assessment (erased_at, assessed_at, position);

drop index ingested_by_time;
create index ingested_by_time on ingested (erased_at, assessed_at, entry_index, line);
