-- Talks of a trajectory, what is written in them, and the actions agreed on.

-- Each change of a school's agenda is a version; talks hold a copy of theirs.
create table agenda_template (
  organisation_id uuid not null references organisation on delete cascade,
  kind text not null check (kind in ('intake', 'goals', 'coaching', 'final_evaluation')),
  version int not null,
  sections jsonb not null,
  made_by uuid references person on delete set null,
  made_at timestamptz not null,
  primary key (organisation_id, kind, version)
);

create table talk (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  kind text not null check (kind in ('intake', 'goals', 'coaching', 'final_evaluation')),
  title text not null,
  state text not null default 'proposed' check (state in ('proposed', 'planned', 'held', 'cancelled')),
  starts_at timestamptz,
  -- IANA name: in which it was planned.
  time_zone text not null,
  duration_minutes int not null,
  place text not null default '',
  by_call boolean not null default false,
  room_id uuid references room on delete set null,
  -- Who offered times last; the other one picks.
  offered_by uuid not null references person,
  agenda jsonb not null,
  agenda_version int not null,
  -- As both confirmed it.
  summary text,
  held_at timestamptz,
  cancelled_by uuid references person,
  cancelled_at timestamptz,
  cancel_message text not null default '',
  -- Grows with each change that a calendar is to see.
  sequence int not null default 0,
  created_at timestamptz not null default now(),
  check (state <> 'planned' or starts_at is not null),
  check ((state = 'held') = (held_at is not null)),
  check ((state = 'cancelled') = (cancelled_at is not null))
);
create index talk_trajectory on talk (trajectory_id);
create index talk_room on talk (room_id);
create index talk_coming on talk (starts_at) where state = 'planned';

-- Times offered for a talk that is not planned yet.
create table talk_time (
  id uuid primary key default gen_random_uuid(),
  talk_id uuid not null references talk on delete cascade,
  starts_at timestamptz not null,
  unique (talk_id, starts_at)
);

-- A text of a talk in Yjs: the one that both write in (no owner), or what one of them prepares.
create table talk_document (
  id uuid primary key default gen_random_uuid(),
  talk_id uuid not null references talk on delete cascade,
  owner_id uuid references person on delete cascade,
  -- The number of the last update.
  sequence int not null default 0,
  -- All updates up to that number in one; later ones stand in talk_update.
  snapshot bytea,
  snapshot_sequence int not null default 0,
  -- A preparation: since when the other may read it.
  released_at timestamptz,
  unique nulls not distinct (talk_id, owner_id)
);

create table talk_update (
  document_id uuid not null references talk_document on delete cascade,
  sequence int not null,
  bytes bytea not null,
  primary key (document_id, sequence)
);

-- Whoever confirmed a summary confirmed these words: of another summary it says nothing.
create table talk_confirmation (
  talk_id uuid not null references talk on delete cascade,
  person_id uuid not null references person on delete cascade,
  summary_sha256 bytea not null,
  confirmed_at timestamptz not null,
  primary key (talk_id, person_id)
);

-- Stays when its lesson goes, and then says so.
create table talk_moment (
  id uuid primary key default gen_random_uuid(),
  talk_id uuid not null references talk on delete cascade,
  recording_id uuid references recording on delete set null,
  start_ms int not null,
  end_ms int,
  comment_id uuid references comment on delete set null,
  pinned_by uuid not null references person,
  pinned_at timestamptz not null default now()
);
create index talk_moment_talk on talk_moment (talk_id);
create index talk_moment_recording on talk_moment (recording_id);
create index talk_moment_comment on talk_moment (comment_id);

create table action (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  talk_id uuid references talk on delete set null,
  what text not null,
  owner_id uuid not null references person,
  due_on date not null,
  goal_id uuid references goal on delete set null,
  done_at timestamptz,
  done_by uuid references person,
  done_text text not null default '',
  done_recording_id uuid references recording on delete set null,
  done_start_ms int,
  done_end_ms int,
  removed_at timestamptz,
  created_by uuid not null references person,
  created_at timestamptz not null default now()
);
create index action_trajectory on action (trajectory_id);
create index action_owner on action (owner_id) where done_at is null and removed_at is null;
create index action_talk on action (talk_id);
create index action_goal on action (goal_id);
create index action_done_recording on action (done_recording_id);

-- The secret address of somebody's calendar; only its SHA-256 is kept.
create table calendar_feed (
  person_id uuid primary key references person on delete cascade,
  token_hash bytea not null unique,
  made_at timestamptz not null
);

-- Who was reminded of which time: another time reminds again.
create table talk_reminder (
  talk_id uuid not null references talk on delete cascade,
  person_id uuid not null references person on delete cascade,
  starts_at timestamptz not null,
  before text not null check (before in ('day', 'hour')),
  sent_at timestamptz not null,
  primary key (talk_id, person_id, starts_at, before)
);
