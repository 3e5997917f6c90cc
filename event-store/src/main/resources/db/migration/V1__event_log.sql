-- The log. Positions are dealt by one writer at a time, so they have no gap and no reader can overtake a commit.
create table event (
    position    bigint                 not null primary key,
    stream      text collate "C"       not null,
    sequence    bigint                 not null,
    aggregate   text,
    name        text                   not null,
    revision    text,
    event_id    text collate "C"       not null,
    recorded_at timestamptz            not null,
    key_id      uuid,                            -- null: nothing about a person, content in clear
    content     bytea                  not null,
    constraint event_stream_sequence unique (stream, sequence),
    constraint event_event_id unique (event_id)
);

-- Ciphertext does not compress; trying costs time.
alter table event alter column content set storage external;

-- Recording times grow with positions, so a block-range index finds an instant at almost no cost.
create index event_recorded_at on event using brin (recorded_at) with (pages_per_range = 32);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'events are immutable: % on % is refused', tg_op, tg_table_name;
end $$;

create trigger event_immutable before update or delete or truncate on event
    for each statement execute function refuse_change();
-- Also when replication or a restore has switched ordinary triggers off.
alter table event enable always trigger event_immutable;

-- Snapshots are memories: one per stream, replaced by a later one, deleted at will.
create table snapshot (
    stream      text collate "C" not null primary key,
    sequence    bigint           not null,
    aggregate   text,
    name        text             not null,
    revision    text,
    event_id    text             not null,
    recorded_at timestamptz      not null,
    key_id      uuid,
    content     bytea            not null
);
