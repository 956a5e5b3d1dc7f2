-- People and sign-in. better-auth owns auth_*; its user table is person.
create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  language text not null default 'nl' check (language in ('nl', 'en')),
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index person_email on person (lower(email));

create table auth_session (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_session_person on auth_session (person_id);

create table auth_account (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_account_person on auth_account (person_id);

create table auth_verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);

create table auth_two_factor (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz
);
create index auth_two_factor_person on auth_two_factor (person_id);

-- The one-time link of the first administrator; only its SHA-256 is kept.
create table setup_link (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  used_at timestamptz
);

-- Schools.
create table organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  quota_bytes bigint not null,
  created_at timestamptz not null default now()
);

create table membership (
  organisation_id uuid not null references organisation on delete cascade,
  person_id uuid not null references person on delete cascade,
  role text not null check (role in ('administrator', 'member', 'guest')),
  -- A guest's access ends by itself.
  ends_at timestamptz,
  joined_at timestamptz not null default now(),
  primary key (organisation_id, person_id)
);
create index membership_person on membership (person_id);

create table invitation (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  email text not null,
  name text not null,
  role text not null check (role in ('administrator', 'member', 'guest')),
  ends_at timestamptz,
  language text not null default 'nl',
  token_hash bytea not null unique,
  invited_by uuid references person on delete set null,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);
create index invitation_organisation on invitation (organisation_id);

-- Trajectories and goals.
create table trajectory (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  title text not null,
  phase text not null default 'goals'
    check (phase in ('request', 'intake', 'goals', 'coaching', 'final_evaluation', 'closed')),
  coachee_id uuid not null references person,
  coach_id uuid not null references person,
  client_id uuid references person,
  supervisor_id uuid references person,
  starts_on date not null,
  ends_on date not null,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  check (ends_on >= starts_on),
  check (coachee_id <> coach_id)
);
create index trajectory_coachee on trajectory (coachee_id);
create index trajectory_coach on trajectory (coach_id);
create index trajectory_client on trajectory (client_id);
create index trajectory_supervisor on trajectory (supervisor_id);

create table goal (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  position int not null,
  title text not null,
  want text not null default '',
  present text not null default '',
  obstacles text not null default '',
  resources text not null default '',
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index goal_trajectory on goal (trajectory_id, position);

create table goal_proposal (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null default now(),
  title text not null,
  want text not null default '',
  present text not null default '',
  obstacles text not null default '',
  resources text not null default '',
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  answer text not null default '',
  answered_at timestamptz,
  goal_id uuid references goal on delete set null
);
create index goal_proposal_trajectory on goal_proposal (trajectory_id);

-- Recordings. Times of a film are whole milliseconds from its first frame.
create table recording (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  owner_id uuid not null references person,
  uploader_id uuid not null references person,
  trajectory_id uuid references trajectory on delete set null,
  title text not null,
  recorded_on date not null,
  class_group text not null,
  lawful_basis text not null check (lawful_basis in ('internal_coaching', 'consent')),
  keep_until date not null,
  file_name text not null,
  file_type text not null default '',
  -- Announced when it is made, so that quota and largest size are refused before a byte travels.
  bytes bigint not null,
  -- Under which its film is sent (tus), from the first request until it is given up.
  upload_id text,
  state text not null default 'created' check (state in
    ('created', 'uploading', 'uploaded', 'probing', 'transcoding', 'completing', 'ready', 'failed', 'cancelled', 'deleting')),
  problem text,
  -- What was refused stays this long, for its owner to see why.
  refused_until timestamptz,
  device_sha256 text,
  sha256 text,
  playable boolean not null default false,
  progress real,
  seconds_left real,
  -- Progress is written at most twice a second.
  progress_at timestamptz,
  work_started_at timestamptz,
  duration_ms int,
  width int,
  height int,
  frame_rate real,
  has_picture boolean not null default false,
  has_sound boolean not null default false,
  gain_db real,
  has_poster boolean not null default false,
  has_thumbnails boolean not null default false,
  has_waveform boolean not null default false,
  -- Taken under the row's lock by every change of a comment: the order of the change feed.
  comment_revision bigint not null default 0,
  created_at timestamptz not null default now(),
  uploaded_at timestamptz,
  ready_at timestamptz
);
create index recording_owner on recording (owner_id, created_at desc);
create index recording_organisation on recording (organisation_id);
create index recording_trajectory on recording (trajectory_id);
create index recording_state on recording (state) where state not in ('ready', 'failed', 'cancelled');

-- What a film can be played as. Playlists are written from this, complete before anything is encoded.
create table rendition (
  recording_id uuid not null references recording on delete cascade,
  -- '1080' … '240' (the short side), 'copy' (the film's own picture), 'sound'.
  name text not null,
  kind text not null check (kind in ('video', 'sound')),
  width int,
  height int,
  -- RFC 6381
  codecs text not null,
  bits_per_second int not null,
  channels int,
  timescale int not null,
  -- Length of segment n in ticks of the timescale.
  segment_ticks int[] not null,
  -- In the master playlist: it is whole, or what is missing is made on request.
  offered boolean not null default false,
  whole boolean not null default false,
  primary key (recording_id, name)
);

-- What is to be done to a film, and how far each step is: survives every process, whatever the queue remembers.
create table media_step (
  recording_id uuid not null references recording on delete cascade,
  -- 'hash', 'copy', 'sound', 'measure', 'poster', 'thumbnails', 'chunk.<index>'
  name text not null,
  -- Estimated seconds of one core, and how many of them are done.
  work real not null,
  done real not null default 0,
  done_at timestamptz,
  primary key (recording_id, name)
);

create table recording_grant (
  id uuid primary key default gen_random_uuid(),
  recording_id uuid not null references recording on delete cascade,
  grantee_id uuid not null references person,
  may_comment boolean not null,
  until timestamptz not null,
  granted_by uuid not null references person,
  granted_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  opened_at timestamptz
);
create unique index recording_grant_running on recording_grant (recording_id, grantee_id) where withdrawn_at is null;
create index recording_grant_grantee on recording_grant (grantee_id) where withdrawn_at is null;

-- Kept when the recording and even the person are gone, so no foreign keys.
create table audit_entry (
  id uuid primary key default gen_random_uuid(),
  sequence bigint generated always as identity,
  at timestamptz not null default now(),
  organisation_id uuid not null,
  recording_id uuid not null,
  kind text not null,
  actor_id uuid,
  subject_id uuid,
  start_ms int,
  end_ms int,
  -- Of a grant: until when, and whether commenting came with it.
  until timestamptz,
  may_comment boolean,
  -- What was refused (an action of the policy), or which fields were described.
  detail text,
  device text,
  -- What could be repeated without end (refusals, openings) is logged once per key.
  once_key text unique
);
create index audit_entry_recording on audit_entry (recording_id, sequence desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the access log only grows';
end $$;
create trigger audit_entry_only_grows before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

create table watch_position (
  recording_id uuid not null references recording on delete cascade,
  person_id uuid not null references person on delete cascade,
  at_ms int not null,
  updated_at timestamptz not null default now(),
  primary key (recording_id, person_id)
);

-- One person looking at one recording, until they pause for long. What was played is merged here and
-- becomes entries of the access log (played minus logged), so that the log stays readable.
create table watch_sitting (
  id uuid primary key default gen_random_uuid(),
  recording_id uuid not null references recording on delete cascade,
  person_id uuid not null references person on delete cascade,
  device text not null,
  started_at timestamptz not null,
  last_at timestamptz not null,
  -- Milliseconds.
  played int4multirange not null default '{}',
  logged int4multirange not null default '{}'
);
create index watch_sitting_running on watch_sitting (recording_id, person_id, last_at desc);
create index watch_sitting_unlogged on watch_sitting (last_at) where played <> logged;

-- Who is writing to an upload now; a process that died loses it when it runs out.
create table upload_lease (
  upload_id text primary key,
  holder uuid not null,
  until timestamptz not null
);

-- Comments.
create table comment (
  id uuid primary key default gen_random_uuid(),
  recording_id uuid not null references recording on delete cascade,
  author_id uuid not null references person,
  parent_id uuid references comment on delete cascade,
  -- Made by the author's device; sent twice, saved once.
  client_key uuid not null,
  kind text not null check (kind in ('compliment', 'question', 'suggestion')),
  start_ms int not null check (start_ms >= 0),
  end_ms int,
  text text not null,
  private boolean not null default false,
  -- Goals are archived, never deleted, and both are only read with their comment: so no tables of links,
  -- which would cost the list of 10,000 comments 20,000 look-ups.
  goal_ids uuid[] not null default '{}',
  mention_ids uuid[] not null default '{}',
  done_at timestamptz,
  done_by uuid references person,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  revision bigint not null,
  -- When others could first read it (null: never yet), and when they last lost sight of it because it became private.
  published_revision bigint,
  hidden_revision bigint,
  check (end_ms is null or end_ms > start_ms),
  check (private or published_revision is not null),
  unique (recording_id, author_id, client_key)
);
create index comment_by_moment on comment (recording_id, start_ms) where deleted_at is null;
create index comment_by_revision on comment (recording_id, revision);
create index comment_by_hidden_revision on comment (recording_id, hidden_revision) where hidden_revision is not null;
create index comment_parent on comment (parent_id);
create index comment_goal_ids on comment using gin (goal_ids);

create table comment_read (
  recording_id uuid not null references recording on delete cascade,
  person_id uuid not null references person on delete cascade,
  revision bigint not null,
  primary key (recording_id, person_id)
);
