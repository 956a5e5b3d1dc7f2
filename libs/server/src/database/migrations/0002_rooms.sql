-- Review calls. What a page shows of one that is open lives in the API's memory; here stands what must outlive it.
create table room (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  kind text not null default 'review_call' check (kind in ('review_call')),
  title text not null,
  recording_id uuid references recording on delete set null,
  trajectory_id uuid references trajectory on delete set null,
  -- Owns what is recorded of it.
  teacher_id uuid not null references person,
  host_id uuid not null references person,
  planned_at timestamptz,
  opened_at timestamptz,
  ended_at timestamptz,
  -- Where the shared playhead stood last: a restarted API goes on from there, paused.
  playhead_recording_id uuid references recording on delete set null,
  playhead_ms int not null default 0,
  playhead_rate real not null default 1,
  steerer_id uuid references person,
  created_at timestamptz not null default now()
);
create index room_recording on room (recording_id);
create index room_trajectory on room (trajectory_id);

create table room_person (
  room_id uuid not null references room on delete cascade,
  person_id uuid not null references person on delete cascade,
  -- Let in once, they come straight in again until they are sent out.
  admitted_at timestamptz,
  primary key (room_id, person_id)
);
create index room_person_person on room_person (person_id);

create table room_message (
  id uuid primary key default gen_random_uuid(),
  sequence bigint generated always as identity,
  room_id uuid not null references room on delete cascade,
  author_id uuid not null references person,
  client_key uuid not null,
  text text not null,
  sent_at timestamptz not null default now(),
  unique (room_id, author_id, client_key)
);
create index room_message_room on room_message (room_id, sequence);

-- A recording of a call by the server, from the question to the composed film.
create table room_take (
  id uuid primary key default gen_random_uuid(),
  room_id uuid not null references room on delete cascade,
  -- The teacher's recording that it becomes; its key encrypts every stored track.
  recording_id uuid not null unique references recording on delete cascade,
  asked_by uuid not null references person,
  asked_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  ended text check (ended in ('by_person', 'all_refused', 'room_ended', 'storage_full', 'nobody_left')),
  ended_by uuid references person,
  -- While it goes on and somebody is there to be recorded, its process says so: one left alone is ended by whichever looks.
  alive_at timestamptz not null default now(),
  composed_at timestamptz,
  check ((ended_at is null) = (ended is null))
);
create index room_take_room on room_take (room_id);
create index room_take_open on room_take (ended_at) where composed_at is null;

-- Who answered what, when, to which words. Kept when recording, room and even the person are gone, so no foreign keys.
create table room_consent (
  id uuid primary key default gen_random_uuid(),
  sequence bigint generated always as identity,
  organisation_id uuid not null,
  room_id uuid not null,
  take_id uuid not null,
  person_id uuid not null,
  person_name text not null,
  answer text not null check (answer in ('yes', 'no', 'taken_back')),
  text_version text not null,
  keep_so_far boolean not null default false,
  at timestamptz not null
);
create index room_consent_take on room_consent (take_id, sequence);
create trigger room_consent_only_grows before update or delete or truncate on room_consent
  for each statement execute function refuse_change();

-- One stored track: what came of one producer from one start of its recording to its end.
create table room_track (
  id uuid primary key default gen_random_uuid(),
  take_id uuid not null references room_take on delete cascade,
  person_id uuid not null,
  source text not null check (source in ('microphone', 'camera', 'screen', 'screen_sound')),
  -- Of the packets as they are stored (codecs, payload types, an encoding a layer with its SSRC); reports bear the same SSRCs.
  rtp_parameters jsonb not null,
  -- Milliseconds of the room's clock since 1970.
  opened_at_ms double precision not null,
  -- Null where its process died: its last packet tells.
  closed_at_ms double precision,
  -- The person took consent back: nobody reads it any more, and its objects go at once.
  deleted_at timestamptz,
  erased_at timestamptz
);
create index room_track_to_erase on room_track (deleted_at) where deleted_at is not null and erased_at is null;
create index room_track_take on room_track (take_id);

-- What the composed film shows besides the tracks: the playhead's moves, who speaks. In the order of the room's clock.
create table room_take_event (
  id bigint primary key generated always as identity,
  take_id uuid not null references room_take on delete cascade,
  at_ms double precision not null,
  event jsonb not null
);
create index room_take_event_take on room_take_event (take_id, at_ms);

-- What was sent of a film, told to the access log where no player said that it was played.
alter table watch_sitting add column served int4multirange not null default '{}';
alter table watch_sitting add column served_logged int4multirange not null default '{}';
create index watch_sitting_unlogged_served on watch_sitting (last_at) where served - played - served_logged <> '{}';

alter table recording add column origin text not null default 'upload' check (origin in ('upload', 'review_call'));
