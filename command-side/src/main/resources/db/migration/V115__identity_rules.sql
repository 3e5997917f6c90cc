-- The published rules of identity; the newest are in force.
create table identity_rules (
    version integer not null primary key,
    rules   text    not null              -- JSON
);
