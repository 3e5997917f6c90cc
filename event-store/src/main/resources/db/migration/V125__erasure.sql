-- A stream is erased once. Also answers whether it is, and which ones were since a position; tiny, because few people are.
create unique index event_erased on event (stream) where name = 'customer-erased';
create index event_erased_position on event (position) where name = 'customer-erased';

-- The planner keeps samples of columns in tables of its own, where no erasure would find them.
alter table subject_key alter column wrapped set statistics 0;
alter table platform_key alter column wrapped set statistics 0;
alter table snapshot alter column content set statistics 0;
