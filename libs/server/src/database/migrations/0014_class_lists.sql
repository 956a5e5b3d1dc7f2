-- Class lists: the pupils of a class by seat, initials or pseudonym, and what was said of sharing film of them.
create table class_list (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  -- The teacher whose it is; who made it, until it is handed over.
  keeper_id uuid not null references person,
  name text not null,
  made_at timestamptz not null,
  -- When its keeper last said that it is right: asked anew each school year.
  checked_at timestamptz not null,
  -- Stays for the recordings that name it, and goes with the last of them.
  removed_at timestamptz
);
create index class_list_keeper on class_list (keeper_id) where removed_at is null;

create table pupil (
  id uuid primary key default gen_random_uuid(),
  class_list_id uuid not null references class_list on delete cascade,
  -- Never a full name.
  label text not null,
  added_at timestamptz not null,
  -- Left the class: still counts for what was filmed until then.
  removed_at timestamptz
);
create unique index pupil_label on pupil (class_list_id, lower(label)) where removed_at is null;
create index pupil_class_list on pupil (class_list_id);

-- What was said, and when; the last one of a purpose holds. Only grows.
create table pupil_consent (
  id uuid primary key default gen_random_uuid(),
  sequence bigint generated always as identity,
  pupil_id uuid not null references pupil on delete cascade,
  purpose text not null check (purpose in ('inside', 'institute', 'outside')),
  answer text not null check (answer in ('given', 'refused', 'withdrawn')),
  -- The pupil from 16.
  answered_by text not null check (answered_by in ('parent', 'pupil')),
  answered_on date not null,
  text_version text not null,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null
);
create index pupil_consent_pupil on pupil_consent (pupil_id, purpose, sequence desc);

-- It goes with its pupil alone, and nothing in it changes.
create function refuse_consent_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from pupil where id = old.pupil_id) then
    return old;
  end if;
  raise exception 'the register of consent only grows';
end $$;
create trigger pupil_consent_only_grows before update or delete on pupil_consent
  for each row execute function refuse_consent_change();

alter table recording
  add class_list_id uuid references class_list on delete set null,
  -- Its owner says that nobody of a class can be seen or heard in it.
  add no_pupils boolean not null default false;
create index recording_class_list on recording (class_list_id) where class_list_id is not null;

-- Whom its owner marked as not in the picture.
create table absent_pupil (
  recording_id uuid not null references recording on delete cascade,
  pupil_id uuid not null references pupil on delete cascade,
  marked_at timestamptz not null,
  primary key (recording_id, pupil_id)
);
create index absent_pupil_pupil on absent_pupil (pupil_id);

-- A recording that was closed for a purpose because consent for a pupil was refused or withdrawn: waits for its owner.
create table consent_closure (
  id uuid primary key default gen_random_uuid(),
  recording_id uuid not null references recording on delete cascade,
  pupil_id uuid not null references pupil on delete cascade,
  purpose text not null check (purpose in ('inside', 'institute', 'outside')),
  closed_at timestamptz not null,
  -- Its owner has seen it and leaves it closed.
  settled_at timestamptz
);
create unique index consent_closure_open on consent_closure (recording_id, pupil_id, purpose) where settled_at is null;
create index consent_closure_pupil on consent_closure (pupil_id);
