-- Goals in full: how it will be seen, five steps in the coachee's words, and ratings with what shows them.
alter table goal
  add behaviour text not null default '',
  -- From -2 to +2, as the coachee describes them now.
  add steps text[] not null default '{"","","","",""}' check (cardinality(steps) = 5);
alter table goal_proposal add behaviour text not null default '';

-- Where somebody says that a goal stands. Only grows.
create table goal_rating (
  id uuid primary key default gen_random_uuid(),
  sequence bigint generated always as identity,
  goal_id uuid not null references goal on delete cascade,
  rater_id uuid not null references person,
  -- A coach may change: what somebody was when they said it.
  rated_as text not null check (rated_as in ('coachee', 'coach')),
  value int not null check (value between -2 and 2),
  -- The step as it was described then.
  step text not null,
  seen text not null,
  -- The moment that shows it, which stays when its lesson goes, and then says so.
  recording_id uuid references recording on delete set null,
  start_ms int,
  end_ms int,
  comment_id uuid references comment on delete set null,
  rated_at timestamptz not null
);
create index goal_rating_goal on goal_rating (goal_id, sequence);
create index goal_rating_recording on goal_rating (recording_id);
create index goal_rating_comment on goal_rating (comment_id);

-- A rating goes with its goal alone, and changes only where its lesson or its comment goes.
create function refuse_rating_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from goal where id = old.goal_id) then
      raise exception 'ratings only grow';
    end if;
    return old;
  end if;
  if to_jsonb(new) - '{recording_id,comment_id}'::text[] <> to_jsonb(old) - '{recording_id,comment_id}'::text[]
    or new.recording_id <> old.recording_id or new.comment_id <> old.comment_id
    or (old.recording_id is null and new.recording_id is not null)
    or (old.comment_id is null and new.comment_id is not null) then
    raise exception 'ratings only grow';
  end if;
  return new;
end $$;
create trigger goal_rating_only_grows before update or delete on goal_rating
  for each row execute function refuse_rating_change();
