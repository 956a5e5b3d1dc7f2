-- The lessons that the recording of a call shows: it may be used for nothing that one of them may not be used for.
create table call_lesson (
  recording_id uuid not null references recording on delete cascade,
  -- Outlives the lesson.
  lesson_id uuid not null,
  -- What the lesson said when it was deleted; as long as it is there, it says so itself.
  class_list_id uuid references class_list on delete set null,
  no_pupils boolean not null,
  lawful_basis text not null,
  recorded_on date not null,
  absent_pupil_ids uuid[] not null default '{}',
  primary key (recording_id, lesson_id)
);
create index call_lesson_lesson on call_lesson (lesson_id);
create index call_lesson_class_list on call_lesson (class_list_id) where class_list_id is not null;

create function keep_lesson_of_calls() returns trigger language plpgsql as $$
begin
  update call_lesson set class_list_id = old.class_list_id, no_pupils = old.no_pupils, lawful_basis = old.lawful_basis,
    recorded_on = old.recorded_on,
    absent_pupil_ids = array(select a.pupil_id from absent_pupil a where a.recording_id = old.id)
  where lesson_id = old.id;
  return old;
end $$;
create trigger recording_of_calls before delete on recording
  for each row execute function keep_lesson_of_calls();

-- Calls of before, as far as is known what was played in them. What was deleted since names no list any more. A recording of
-- a call that was played in another shows what it shows, and so on.
with recursive played as (
  select distinct t.recording_id, (e.event -> 'playhead' ->> 'recordingId')::uuid as lesson_id, room.teacher_id
  from room_take_event e join room_take t on t.id = e.take_id join room on room.id = t.room_id
  where e.event ->> 'kind' = 'playhead' and e.event -> 'playhead' ->> 'recordingId' is not null
), shown as (
  select recording_id, lesson_id, teacher_id from played
  union
  select s.recording_id, p.lesson_id, s.teacher_id from shown s join played p on p.recording_id = s.lesson_id
)
insert into call_lesson (recording_id, lesson_id, class_list_id, no_pupils, lawful_basis, recorded_on)
select s.recording_id, s.lesson_id, l.class_list_id, coalesce(l.no_pupils, false),
  coalesce(l.lawful_basis, 'internal_coaching'), coalesce(l.recorded_on, c.recorded_on)
from shown s join recording c on c.id = s.recording_id left join recording l on l.id = s.lesson_id
where l.id is null or (l.origin = 'upload' and l.owner_id = s.teacher_id);

-- When somebody spoke is kept of nobody who did not agree, nor of who took everything back.
update room_take_event e set event = '{"kind": "speaker", "personId": null}'
where e.event ->> 'kind' = 'speaker' and e.event ->> 'personId' is not null and (
  coalesce((select c.answer from room_consent c
    where c.take_id = e.take_id and c.person_id = (e.event ->> 'personId')::uuid
      and extract(epoch from c.at) * 1000 <= e.at_ms order by c.sequence desc limit 1), 'no') <> 'yes'
  or exists (select from room_consent c
    where c.take_id = e.take_id and c.person_id = (e.event ->> 'personId')::uuid and c.answer <> 'yes'
      and not c.keep_so_far and extract(epoch from c.at) * 1000 > e.at_ms));

-- Such recordings were open to all until now. Access that could not be given today ends: a guest's, and everybody's where a
-- pupil of a lesson in it said no to coaching in school. Their owner can share them anew as far as the lessons let them.
with ended as (
  update recording_grant g set withdrawn_at = now() from recording r
  where r.id = g.recording_id and r.origin = 'review_call' and g.withdrawn_at is null and g.until > now()
    and exists (select from call_lesson s where s.recording_id = r.id and not s.no_pupils)
    and (exists (select from membership m where m.organisation_id = r.organisation_id and m.person_id = g.grantee_id
        and m.role = 'guest')
      or exists (select from call_lesson s join pupil p on p.class_list_id = s.class_list_id
        join pupil_consent c on c.pupil_id = p.id and c.purpose = 'inside' and c.answer <> 'given'
        where s.recording_id = r.id and not s.no_pupils))
  returning g.recording_id, g.grantee_id, r.organisation_id
)
insert into audit_entry (organisation_id, recording_id, kind, detail, subject_id, at)
select organisation_id, recording_id, 'withdrawn', 'consent', grantee_id, now() from ended;
