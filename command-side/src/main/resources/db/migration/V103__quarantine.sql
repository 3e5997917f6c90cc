-- What a source sent and nobody could read, until somebody mends it or its day is forgotten.
create table quarantine (
    id        bigint generated always as identity primary key,
    source_id text collate "C" not null,
    reason    text             not null,
    kind      text             not null,
    at        timestamptz      not null,
    day       date             not null,      -- of "at", in UTC: the period of the key
    content   bytea            not null       -- the item and what its request said around it, under the source's key
);
create index quarantine_day on quarantine (source_id, day);
