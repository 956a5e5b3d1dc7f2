-- A backup was restored then: what was said of pupils since it was made is lost, until the keeper went over the list.
alter table class_list add column restored_at timestamptz;

-- How far the log outside the database had come when every access was ended because the database was older: once each.
create table restored_head (
  number bigint primary key,
  seen_at timestamptz not null
);

-- What of a sitting was sent, and neither said to be played nor logged, when that was last looked at: what waits still
-- the next time is logged, also while the sitting goes on.
alter table watch_sitting add column waiting int4multirange not null default '{}', add column waiting_since timestamptz;
