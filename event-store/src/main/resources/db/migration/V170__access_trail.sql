-- Who looked at people, and who did what: only to find access-recorded events, in whose commit the rows are written.
create table access_trail (
    access_id text collate "C" not null primary key,   -- the event's stream
    at        timestamptz      not null,
    actor     text             not null,
    kind      text             not null,
    roles     text[]           not null,
    customers text[] collate "C" not null
);
create index access_trail_at on access_trail (at, access_id);
create index access_trail_actor on access_trail (actor, at);
create index access_trail_customers on access_trail using gin (customers);
