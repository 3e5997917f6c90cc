-- One data key for each (subject, retention class, period), wrapped by the master key. Its id is a function of the three.
create table subject_key (
    key_id       uuid             not null primary key,
    subject      text collate "C" not null,
    retention    text             not null,
    period       text             not null,
    wrapped      bytea,                          -- null: destroyed, what it sealed is gone for ever
    created_at   timestamptz      not null default now()
);
create index subject_key_subject on subject_key (subject);

-- Keys of the platform itself, such as the one of the keyed hashes; wrapped by the master key as well.
create table platform_key (
    name    text  not null primary key,
    wrapped bytea not null
);
