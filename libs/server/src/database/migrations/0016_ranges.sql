-- A part of a lesson: what its owner lets anybody else see of it (the trim), and what one grant shows. Whole milliseconds
-- from the lesson's first frame, the end not included; null: all of it.
alter table recording
  add column trim_start_ms int,
  add column trim_end_ms int,
  add constraint recording_trim check (
    (trim_start_ms is null) = (trim_end_ms is null) and (trim_start_ms is null or 0 <= trim_start_ms and trim_start_ms < trim_end_ms));

alter table recording_grant
  add column start_ms int,
  add column end_ms int,
  add constraint recording_grant_range check (
    (start_ms is null) = (end_ms is null) and (start_ms is null or 0 <= start_ms and start_ms < end_ms));

-- What is made for whoever is shown a part: the segments at its edges, encoded anew, a poster and thumbnails of its own.
-- Its objects lie below cuts/<id>/ of the recording. One that no running grant shows any more is cleared away.
create table recording_cut (
  id uuid primary key default gen_random_uuid(),
  recording_id uuid not null references recording on delete cascade,
  start_ms int not null,
  end_ms int not null,
  made_at timestamptz,
  -- Why it could not be made.
  problem text,
  created_at timestamptz not null default now(),
  unique (recording_id, start_ms, end_ms),
  check (0 <= start_ms and start_ms < end_ms)
);
create index recording_cut_unmade on recording_cut (created_at) where made_at is null;
