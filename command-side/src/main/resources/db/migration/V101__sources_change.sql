-- A source may have several keys for a while: the new one, and those it replaces until they end.
create table source_key (
    hash      text collate "C" not null primary key,     -- SHA-256 of the write key, hex
    source_id text collate "C" not null,
    ends_at   timestamptz                                -- null for the key that was given last
);
insert into source_key (hash, source_id) select key_hash, id from source;
alter table source drop column key_hash;
alter table source add column enabled boolean not null default true;
