-- How a third party's webhooks are known and what they become, as JSON; null for a source that takes none.
alter table source add column hook text;

-- What a source shares with a third party; like a write key, for a while beside those it replaces.
create table hook_secret (
    id        text collate "C" not null primary key,
    source_id text collate "C" not null,
    sealed    text             not null,                 -- base64, under the source's key
    ends_at   timestamptz                                -- null for the secret that was given last
);
create index hook_secret_source on hook_secret (source_id);
