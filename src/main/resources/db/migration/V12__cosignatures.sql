-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- What witnesses signed below a checkpoint. The id is that of the witness's key, in hex.
create table cosignature (
    tree_size  bigint  not null,
    key_id     varchar not null,
    witness_id varchar not null,
    line       varchar not null,
    primary key (tree_size, key_id, witness_id),
    foreign key (tree_size, key_id) references checkpoint (tree_size, key_id)
);

create index cosignature_by_witness on cosignature (witness_id, tree_size);
