-- What is left of an erased person: enough to know a late event that is about them, nothing to find them by. The keyed hash
-- of an identifier hashed once more; it cannot be rebuilt, because the identifiers are gone.
create table suppression (
    hash      bytea       not null primary key,
    erased_at timestamptz not null
);

alter table identifier alter column hash set statistics 0;   -- no samples of it, see V125
