-- Read by H2 and by PostgreSQL alike: only what both understand in the same way may be here.

-- A key itself is not kept, only its SHA-256. Rows are never deleted: a record that ever had a key does not go back to
-- answering without one.
create table api_key (
    key_id       varchar                     primary key,
    key_hash     bytea                       not null unique,
    client       varchar                     not null,
    -- roles with commas between them
    roles        varchar                     not null,
    added_at     timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone,
    revoked_at   timestamp(6) with time zone,
    replaced_by  varchar,
    last_used_at timestamp(6) with time zone
);
