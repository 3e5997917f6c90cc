-- The ledger over the log: nodes of its Merkle tree in tiles of up to 256 hashes (level n: roots of subtrees of 256^n
-- leaves), and signed statements about keys and heads. Nothing guards these tables: nodes can be computed again from the
-- events, statements are signed, and both are compared with the copy held outside the database.
create table ledger_tile (
    level  smallint not null,
    number bigint   not null,
    hashes bytea    not null,
    primary key (level, number)
);
alter table ledger_tile alter column hashes set storage external;

create table ledger_statement (
    number bigint not null primary key,
    line   text   not null
);
