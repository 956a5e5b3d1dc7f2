-- Self-review first: coachee and coach each look at a lesson without reading the other. One at a time for a lesson.
create table seal (
  id uuid primary key default gen_random_uuid(),
  recording_id uuid not null references recording on delete cascade,
  owner_id uuid not null references person,
  coach_id uuid not null references person,
  sealed_by uuid not null references person,
  sealed_at timestamptz not null,
  owner_released_at timestamptz,
  coach_released_at timestamptz,
  opened_at timestamptz,
  -- The owner, before both had released.
  opened_early boolean not null default false,
  check (owner_id <> coach_id),
  check (sealed_by in (owner_id, coach_id)),
  check (opened_at is null or opened_early or (owner_released_at is not null and coach_released_at is not null))
);
create unique index seal_running on seal (recording_id) where opened_at is null;
create index seal_of_recording on seal (recording_id, sealed_at desc);

-- Sealed, only its author reads it, as with a private one; when the seal opens it is published anew.
alter table comment
  add sealed boolean not null default false,
  add unsealed_at timestamptz,
  drop constraint comment_check1,
  add check (private or sealed or published_revision is not null);
create index comment_sealed on comment (recording_id) where sealed;
