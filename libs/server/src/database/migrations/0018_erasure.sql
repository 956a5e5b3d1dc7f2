-- Somebody whose data were erased: the row stays with its number alone, so that what others wrote, signed or logged goes on
-- naming one and the same somebody.
alter table person add column erased_at timestamptz;

-- 'erasure': all that was theirs goes with them.
alter table deletion_order drop constraint deletion_order_reason_check;
alter table deletion_order add constraint deletion_order_reason_check
  check (reason in ('owner', 'term', 'film_refused', 'call_refused', 'erasure'));

-- What otherwise never changes gives up the name of somebody who was erased, and nothing else.
create function erased_among(ids uuid[]) returns boolean language sql stable as $$
  select exists (select from person where id = any (ids) and erased_at is not null)
$$;

drop trigger room_consent_only_grows on room_consent;
create trigger room_consent_only_grows before delete or truncate on room_consent
  for each statement execute function refuse_change();
create function refuse_answer_change() returns trigger language plpgsql as $$
begin
  if new.person_name = '' and erased_among(array[old.person_id])
    and to_jsonb(new) - 'person_name' = to_jsonb(old) - 'person_name' then
    return new;
  end if;
  raise exception 'the answers of a call only grow';
end $$;
create trigger room_consent_stays before update on room_consent
  for each row execute function refuse_answer_change();

-- Whose name a signed report says besides its signer's: its coachee, and who coached when it was signed.
create function report_coach(trajectory uuid, signed timestamptz) returns uuid language sql stable as $$
  select coalesce(
    (select e.to_coach_id from trajectory_event e
      where e.trajectory_id = trajectory and e.to_coach_id is not null and e.at <= signed order by e.sequence desc limit 1),
    (select e.from_coach_id from trajectory_event e
      where e.trajectory_id = trajectory and e.from_coach_id is not null and e.at > signed order by e.sequence limit 1),
    (select t.coach_id from trajectory t where t.id = trajectory))
$$;

create function refuse_report_name_change(was report_version, is_now report_version) returns boolean language sql stable as $$
  select to_jsonb(is_now) - '{signed_name,content}'::text[] <> to_jsonb(was) - '{signed_name,content}'::text[]
    or is_now.content - '{coachee,coach}'::text[] <> was.content - '{coachee,coach}'::text[]
    or is_now.signed_name <> was.signed_name and not (is_now.signed_name = '' and erased_among(array[was.signed_by]))
    or is_now.content->>'coachee' <> was.content->>'coachee' and not (is_now.content->>'coachee' = '' and
      erased_among(array(select coachee_id from trajectory where id = was.trajectory_id)))
    or is_now.content->>'coach' <> was.content->>'coach' and not (is_now.content->>'coach' = '' and
      erased_among(array[report_coach(was.trajectory_id, was.signed_at)]))
$$;

create or replace function refuse_report_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from trajectory where id = old.trajectory_id) then
      raise exception 'a signed report stays as it is';
    end if;
    return old;
  end if;
  if not refuse_report_name_change(old, new) then
    return new;
  end if;
  if to_jsonb(new) - '{replaced_at,withdrawn_at}'::text[] <> to_jsonb(old) - '{replaced_at,withdrawn_at}'::text[]
    or old.replaced_at is not null or old.withdrawn_at is not null then
    raise exception 'a signed report stays as it is';
  end if;
  return new;
end $$;
