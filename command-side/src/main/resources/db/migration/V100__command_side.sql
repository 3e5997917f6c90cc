-- What decisions need to look up. Every row but those of "refusal" is written in the same commit as the event that says
-- so and is a function of it, so these tables can be rebuilt from the log.

create table identifier (
    hash        text collate "C" not null primary key,   -- keyed hash of type and value; neither stands here
    type        text             not null,
    customer_id text collate "C" not null
);
create index identifier_customer on identifier (customer_id);

-- One row for every message kept, for ever: a resend is recognised however late it comes.
create table message (
    id uuid not null primary key
);

-- Who was absorbed points at who absorbed them.
create table customer_root (
    stream text collate "C" not null,
    root   text collate "C" not null,
    primary key (stream, root)
);
create index customer_root_root on customer_root (root);

create table source (
    id             text collate "C" not null primary key,
    name           text             not null,
    consent_policy text             not null,            -- JSON
    key_hash       text collate "C" not null unique,     -- SHA-256 of the write key, hex
    created_at     timestamptz      not null
);

create table access_token (
    hash text collate "C" not null primary key,          -- SHA-256 of the token, hex
    name text             not null,
    role text             not null
);

-- What was not kept, counted and nothing more: never who, never what.
create table refusal (
    source text        not null,
    kind   text        not null,
    reason text        not null,
    hour   timestamptz not null,
    count  bigint      not null,
    primary key (hour, source, kind, reason)
);
