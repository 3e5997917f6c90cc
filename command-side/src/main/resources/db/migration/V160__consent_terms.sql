-- What people are asked for; the newest version is in force.
create table consent_terms (
    version integer not null primary key,
    terms   text    not null              -- JSON
);
