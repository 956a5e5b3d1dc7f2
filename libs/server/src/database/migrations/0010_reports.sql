-- The final evaluation as the coachee writes it. What is not released leaves coachee and coach by no route.
create table report_field (
  trajectory_id uuid not null references trajectory on delete cascade,
  key text not null check (key in ('period', 'talks', 'learned', 'hold_on', 'future', 'support', 'goal')),
  goal_id uuid references goal on delete cascade,
  text text not null default '',
  released boolean not null default false,
  -- Of a goal: with its first and last rating by the coachee.
  rated boolean not null default false,
  -- Grows with each change: who writes says which one they read.
  revision int not null,
  changed_at timestamptz not null,
  unique nulls not distinct (trajectory_id, key, goal_id),
  check ((key = 'goal') = (goal_id is not null))
);
create index report_field_goal on report_field (goal_id);

-- Other words for a field, by the coach. The coachee decides.
create table report_suggestion (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  key text not null check (key in ('learned', 'hold_on', 'future', 'support', 'goal')),
  goal_id uuid references goal on delete cascade,
  text text not null,
  -- The field's words when it was made.
  about text not null,
  suggested_by uuid not null references person,
  suggested_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  answered_at timestamptz,
  check ((key = 'goal') = (goal_id is not null))
);
create index report_suggestion_trajectory on report_suggestion (trajectory_id);
create index report_suggestion_goal on report_suggestion (goal_id);

-- What a coachee signed: the released words alone, as they were. One at a time is to be read by client and supervisor.
create table report_version (
  id uuid primary key default gen_random_uuid(),
  trajectory_id uuid not null references trajectory on delete cascade,
  number int not null,
  content jsonb not null,
  signed_by uuid not null references person,
  signed_name text not null,
  signed_at timestamptz not null,
  replaced_at timestamptz,
  withdrawn_at timestamptz,
  unique (trajectory_id, number),
  check (replaced_at is null or withdrawn_at is null)
);
create unique index report_version_released on report_version (trajectory_id)
  where replaced_at is null and withdrawn_at is null;

-- A signed version goes with its trajectory alone, and ends once.
create function refuse_report_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from trajectory where id = old.trajectory_id) then
      raise exception 'a signed report stays as it is';
    end if;
    return old;
  end if;
  if to_jsonb(new) - '{replaced_at,withdrawn_at}'::text[] <> to_jsonb(old) - '{replaced_at,withdrawn_at}'::text[]
    or old.replaced_at is not null or old.withdrawn_at is not null then
    raise exception 'a signed report stays as it is';
  end if;
  return new;
end $$;
create trigger report_version_stays before update or delete on report_version
  for each row execute function refuse_report_change();

-- On top of what a school sends out. A PNG of our own making.
create table organisation_logo (
  organisation_id uuid primary key references organisation on delete cascade,
  png bytea not null,
  changed_at timestamptz not null
);
