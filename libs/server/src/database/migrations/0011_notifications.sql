-- What people are told of. Rows are written in the transaction of what they tell; whether somebody may still see it is
-- asked whenever it is shown or mailed.
create table notification (
  id uuid primary key default gen_random_uuid(),
  sequence bigint generated always as identity,
  person_id uuid not null references person on delete cascade,
  kind text not null,
  -- A talk, recording, comment, call, request, proposal, version of an agreement or change of coach, as the kind says.
  -- When it is gone nothing is told; so no foreign keys.
  subject_id uuid not null,
  -- Which offer, time, grant … of the subject it is about: told once each.
  of_instant timestamptz not null,
  by_id uuid references person on delete set null,
  made_at timestamptz not null,
  read_at timestamptz,
  mail text not null default 'waiting' check (mail in ('waiting', 'sent', 'dropped')),
  mailed_at timestamptz,
  check ((mail = 'sent') = (mailed_at is not null)),
  unique (person_id, kind, subject_id, of_instant)
);
create index notification_person on notification (person_id, made_at desc, sequence desc);
create index notification_unread on notification (person_id) where read_at is null;
create index notification_to_mail on notification (person_id) where mail = 'waiting';
create index notification_made on notification (made_at);

-- What somebody chose; other kinds come as usual.
create table notification_choice (
  person_id uuid not null references person on delete cascade,
  kind text not null,
  mail text not null check (mail in ('at_once', 'hourly', 'daily', 'never')),
  primary key (person_id, kind)
);

-- The clock of somebody's mails. Times of day as the clock on the wall shows them in their time zone.
create table notification_hours (
  person_id uuid primary key references person on delete cascade,
  time_zone text not null,
  quiet_from text,
  quiet_to text,
  daily_at text not null,
  check ((quiet_from is null) = (quiet_to is null))
);

-- Signs the links with which mails are stopped without signing in. In the database, for API and media workers share it.
create table notification_key (
  person_id uuid primary key references person on delete cascade,
  key bytea not null
);

-- Nothing is lost of what nobody was mailed of yet, and nobody is reminded twice. In whole milliseconds, as all that
-- pages name.
insert into notification (person_id, kind, subject_id, of_instant, by_id, made_at)
select distinct p.id, 'talk_offered', t.id, t.created_at, t.offered_by, date_trunc('milliseconds', now())
from talk t join trajectory tr on tr.id = t.trajectory_id
join person p on p.id in (tr.coachee_id, tr.coach_id) and p.id <> t.offered_by
where t.state = 'proposed' and exists (select from talk_time o where o.talk_id = t.id and o.told_at is null);
insert into notification (person_id, kind, subject_id, of_instant, by_id, made_at)
select p.id, 'talk_cancelled', t.id, t.cancelled_at, t.cancelled_by, date_trunc('milliseconds', now())
from talk t join trajectory tr on tr.id = t.trajectory_id
join person p on p.id in (tr.coachee_id, tr.coach_id) and p.id <> t.cancelled_by
where t.state = 'cancelled' and t.cancel_told_at is null;
insert into notification (person_id, kind, subject_id, of_instant, made_at, read_at, mail, mailed_at)
select person_id, case before when 'day' then 'talk_in_a_day' else 'talk_in_an_hour' end, talk_id, starts_at,
  sent_at, sent_at, 'sent', sent_at from talk_reminder;

drop table talk_reminder;
drop index talk_time_untold, talk_cancel_untold;
alter table talk_time drop column told_at;
alter table talk drop column cancel_told_at;
