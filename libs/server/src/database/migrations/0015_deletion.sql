-- Orders to delete a recording, and how far each is. An order outlives the recording and the people, so no foreign keys;
-- and it holds no words of anybody: no title, no class group, no name.
create table deletion_order (
  recording_id uuid primary key,
  organisation_id uuid not null,
  owner_id uuid not null,
  recorded_on date not null,
  origin text not null check (origin in ('upload', 'review_call')),
  -- Null: nobody, the reason says why.
  asked_by uuid,
  -- 'film_refused': what came was not what was sent, and its time is over. 'call_refused': nothing of a call may be kept.
  reason text not null check (reason in ('owner', 'term', 'film_refused', 'call_refused')),
  -- What becomes of comments that are linked to a goal: they go too, or stay with the goal as text.
  comments text not null default 'go' check (comments in ('go', 'stay')),
  ordered_at timestamptz not null,
  -- What is done of it, in this order.
  journalled_at timestamptz,
  key_destroyed_at timestamptz,
  erased_at timestamptz,
  rows_gone_at timestamptz,
  certified_at timestamptz,
  -- A problem's code: what it waits for.
  problem text,
  -- As it is given out: the signature is over these very words.
  certificate jsonb,
  check (certified_at is null or certificate is not null)
);
create index deletion_order_owner on deletion_order (owner_id, ordered_at desc, recording_id);
create index deletion_order_open on deletion_order (ordered_at) where certified_at is null;

-- What a listing of the store showed, before it was erased; until the certificate names it.
create table deletion_object (
  recording_id uuid not null references deletion_order on delete cascade,
  key text not null,
  -- Null: a write that was begun and never finished.
  bytes bigint,
  -- Of the bytes as they were stored, in hexadecimal.
  sha256 text,
  unique nulls not distinct (recording_id, key, sha256)
);

-- Comments that stay with a goal when their lesson is deleted.
create table kept_comment (
  id uuid primary key,
  goal_ids uuid[] not null,
  author_id uuid not null references person,
  -- Who could read it when the lesson went.
  reader_ids uuid[] not null,
  private boolean not null,
  kind text not null check (kind in ('compliment', 'question', 'suggestion')),
  start_ms int not null,
  end_ms int,
  text text not null,
  -- Its place in the goal's thread.
  recording_id uuid not null,
  recorded_on date not null,
  recording_made_at timestamptz not null
);
create index kept_comment_goal_ids on kept_comment using gin (goal_ids);

-- How long a school keeps: days after the trajectory's end, and months after the recording at most.
alter table organisation add column keep_days int not null default 30 check (keep_days between 0 and 365);
alter table organisation add column keep_months int not null default 12 check (keep_months between 1 and 12);

-- Lessons of one teacher that may not be deleted for now, because the law asks for it. Whoever holds sees none of them.
create table legal_hold (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  owner_id uuid not null references person,
  -- The days on which they were recorded, both included.
  recorded_from date not null,
  recorded_until date not null,
  reason text not null,
  -- The last day it holds.
  until date not null,
  set_by uuid not null references person,
  set_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references person,
  check (recorded_until >= recorded_from)
);
create index legal_hold_owner on legal_hold (owner_id) where ended_at is null;

-- From now on a term is kept: nothing goes before its owner could be told of it.
update recording set keep_until = current_date + 14 where keep_until < current_date + 14 and state <> 'deleting';

-- What was being deleted goes on by an order.
insert into deletion_order (recording_id, organisation_id, owner_id, recorded_on, origin, asked_by, reason, ordered_at)
select r.id, r.organisation_id, r.owner_id, r.recorded_on, r.origin, asked.actor_id,
  case when asked.actor_id is not null then 'owner' when r.origin = 'upload' then 'film_refused' else 'call_refused' end,
  coalesce(asked.at, now())
from recording r
left join lateral (select e.actor_id, e.at from audit_entry e where e.recording_id = r.id and e.kind = 'deleted'
  order by e.sequence desc limit 1) asked on true
where r.state = 'deleting';
