-- The published code books, of all sources and of each; the newest of each is in force.
create table code_book (
    book_id text collate "C" not null,
    version integer          not null,
    book    text             not null,                  -- JSON
    primary key (book_id, version)
);

-- What the books did: how many values of a field were changed ('' as value), and which no book knows.
create table code_count (
    source_id text collate "C" not null,
    field     text             not null,
    value     text             not null,
    known     boolean          not null,
    count     bigint           not null,
    last_at   timestamptz      not null,
    primary key (source_id, field, value, known)
);
