-- A request becomes a trajectory when a coach takes it; until then it has no coach, and nobody has a working page.
create table trajectory_request (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  title text not null,
  reason text not null,
  coachee_id uuid not null references person,
  client_id uuid not null references person,
  supervisor_id uuid references person,
  -- The client, or an administrator on their behalf.
  filed_by uuid not null references person,
  filed_at timestamptz not null default now(),
  starts_on date not null,
  ends_on date not null,
  -- Whoever coaches a trajectory of the school may take it, besides those asked by name.
  open_to_coaches boolean not null,
  state text not null default 'open' check (state in ('open', 'taken', 'refused', 'withdrawn')),
  ended_by uuid references person,
  ended_at timestamptz,
  message text not null default '',
  check (ends_on >= starts_on)
);
create index trajectory_request_organisation on trajectory_request (organisation_id) where state = 'open';
create index trajectory_request_coachee on trajectory_request (coachee_id);
create index trajectory_request_client on trajectory_request (client_id);
create index trajectory_request_supervisor on trajectory_request (supervisor_id);
create index trajectory_request_filed_by on trajectory_request (filed_by);

create table trajectory_request_coach (
  request_id uuid not null references trajectory_request on delete cascade,
  person_id uuid not null references person,
  asked_at timestamptz not null default now(),
  refused_at timestamptz,
  message text not null default '',
  primary key (request_id, person_id)
);
create index trajectory_request_coach_person on trajectory_request_coach (person_id);

alter table trajectory
  add standing text not null default 'running' check (standing in ('running', 'paused', 'stopped')),
  add request_id uuid unique references trajectory_request,
  -- The estimate. Copied from a template, so that a template that changes leaves it as it was.
  add planned_talks int check (planned_talks > 0),
  add way_of_working text not null default '',
  add template_name text not null default '';

-- Every step of a trajectory, by whom and when. Phases, standings, or a change of coach.
create table trajectory_event (
  id uuid primary key default gen_random_uuid(),
  sequence bigint generated always as identity,
  trajectory_id uuid not null references trajectory on delete cascade,
  at timestamptz not null,
  by_id uuid not null references person,
  from_step text,
  to_step text,
  from_coach_id uuid references person,
  to_coach_id uuid references person,
  reason text not null default '',
  check ((to_step is null) <> (to_coach_id is null))
);
create index trajectory_event_trajectory on trajectory_event (trajectory_id, sequence);

-- What client and supervisor made clear. The coachee reads it always: what may not be told to them is not stored.
create table trajectory_contact (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  spoken_with text not null check (spoken_with in ('client', 'supervisor', 'both')),
  spoken_on date not null,
  text text not null,
  written_by uuid not null references person,
  written_at timestamptz not null,
  edited_at timestamptz
);
create index trajectory_contact_trajectory on trajectory_contact (trajectory_id, spoken_on);

-- A school's own templates, and the built-in ones it changed; those it left alone stand in the program.
create table trajectory_template (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  builtin text,
  name text not null,
  way_of_working text not null,
  talks int not null check (talks > 0),
  months int not null check (months > 0),
  archived_at timestamptz,
  changed_by uuid not null references person,
  changed_at timestamptz not null,
  unique (organisation_id, builtin)
);

-- Working agreements: each change is a version of its own that both accept.
create table working_agreement (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  kind text not null check (kind in ('report', 'telling', 'visibility', 'retention', 'free')),
  created_at timestamptz not null default now()
);
create index working_agreement_trajectory on working_agreement (trajectory_id);
create unique index working_agreement_once on working_agreement (trajectory_id, kind) where kind <> 'free';

create table working_agreement_version (
  id uuid primary key default gen_random_uuid(),
  agreement_id uuid not null references working_agreement on delete cascade,
  number int not null,
  -- Of a question with fixed answers: which one.
  choice text,
  text text not null,
  -- A written report is extra work: who of the client's side agreed to it, and when.
  client_agreed text not null default '',
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'refused', 'withdrawn')),
  answered_by uuid references person,
  answered_at timestamptz,
  answer text not null default '',
  unique (agreement_id, number)
);

create table working_agreement_acceptance (
  version_id uuid not null references working_agreement_version on delete cascade,
  person_id uuid not null references person,
  accepted_at timestamptz not null,
  primary key (version_id, person_id)
);

-- Another coach, proposed by coachee or client and agreed by both.
create table coach_change (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  coach_id uuid not null references person,
  reason text not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done', 'refused', 'withdrawn')),
  answered_by uuid references person,
  answered_at timestamptz,
  message text not null default ''
);
create unique index coach_change_open on coach_change (trajectory_id) where state = 'open';
