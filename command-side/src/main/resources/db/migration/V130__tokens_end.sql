-- Tokens are listed, end by themselves, and are revoked (their row goes).
alter table access_token add column token_id text collate "C";
alter table access_token add column issued_by text not null default '';   -- empty for the first start
alter table access_token add column issued_at timestamptz not null default now();
alter table access_token add column expires_at timestamptz not null default '9999-12-31Z';   -- far beyond for those without an end

-- What was issued before is told by the events: four bytes of length, metadata, then JSON in the clear.
with issued as materialized (
    select stream, recorded_at, content from event where aggregate = 'access-token' and name = 'token-issued'
), told as (
    select stream, recorded_at,
           convert_from(substring(content from 5 + ('x' || encode(substring(content from 1 for 4), 'hex'))::bit(32)::int), 'UTF8')::jsonb as event
    from issued
)
update access_token token set token_id = told.stream, issued_at = told.recorded_at
from told where told.event ->> 'tokenHash' = token.hash;

alter table access_token alter column token_id set not null;
create unique index access_token_id on access_token (token_id);
