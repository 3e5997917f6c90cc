-- What a source may say, as JSON; null as long as nobody declared anything.
alter table source add column declaration text;

-- What it said beside: names and counts, never a value.
create table undeclared_field (
    source_id text collate "C" not null,
    field     text             not null,
    count     bigint           not null,
    last_at   timestamptz      not null,
    primary key (source_id, field)
);
