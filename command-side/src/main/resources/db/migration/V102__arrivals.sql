-- Everything that came is counted now, not only what was not kept: still never who, never what.
alter table refusal rename to arrival;
alter table arrival add column outcome text;             -- STORED, DUPLICATE, REFUSED, REJECTED
update arrival set outcome = case when reason like 'consent-%' then 'REFUSED' else 'REJECTED' end;
alter table arrival alter column outcome set not null;
alter table arrival add column last_at timestamptz;      -- null for hours counted before this column was
alter table arrival drop constraint refusal_pkey;
alter table arrival add primary key (source, hour, kind, outcome, reason);   -- reason is empty where none is needed
create index arrival_hour on arrival (hour);
