-- What people asked for, written in the commit of the events that say so. Ids are random and codes say nothing of anybody.
create table subject_request (
    id          text        not null primary key,
    customer_id text        not null,
    kind        text        not null,
    made_at     timestamptz not null,
    due_at      timestamptz not null,
    outcome     text,
    closed_by   text,
    closed_at   timestamptz
);
create unique index subject_request_open on subject_request (customer_id, kind) where closed_at is null;
