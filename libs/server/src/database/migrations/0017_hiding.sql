-- What an owner hides of a lesson, as they have it now. What was made of it, and what others see, is below.
create table recording_hiding_list (
  recording_id uuid primary key references recording on delete cascade,
  list jsonb not null,
  changed_at timestamptz not null default now()
);

-- The film made of such a list, with objects below hidden/<id>/ of the recording: only what differs from the recording's own.
-- Its list never changes. A trial until it is used; dropped once another takes its place, and then cleared away.
create table recording_hiding (
  id uuid primary key default gen_random_uuid(),
  recording_id uuid not null references recording on delete cascade,
  list jsonb not null,
  progress real not null default 0,
  made_at timestamptz,
  -- Why it could not be made.
  problem text,
  used_at timestamptz,
  dropped_at timestamptz,
  created_at timestamptz not null default now(),
  check (used_at is null or made_at is not null)
);
create unique index recording_hiding_used on recording_hiding (recording_id) where used_at is not null and dropped_at is null;
create unique index recording_hiding_trial on recording_hiding (recording_id) where used_at is null and dropped_at is null;

-- Which film a grant shows: as it was recorded, or with what its owner hides.
alter table recording_grant
  add column rendition text not null default 'plain' check (rendition in ('plain', 'hidden'));

-- A part of the film in which something is hidden has edges of its own.
alter table recording_cut
  add column hiding_id uuid references recording_hiding,
  drop constraint recording_cut_recording_id_start_ms_end_ms_key,
  add constraint recording_cut_one unique nulls not distinct (recording_id, start_ms, end_ms, hiding_id);
