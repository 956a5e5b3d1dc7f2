-- An agreement is ended by both, as it was made by both: a version that ends it, and that takes the others with it.
alter table working_agreement_version
  add ends boolean not null default false,
  drop constraint working_agreement_version_state_check,
  add check (state in ('open', 'refused', 'withdrawn', 'ended'));

-- Chosen by those whose word it is, a new coach is asked ('asked') before they coach.
alter table coach_change
  drop constraint coach_change_state_check,
  add check (state in ('open', 'asked', 'done', 'refused', 'withdrawn'));
drop index coach_change_open;
create unique index coach_change_open on coach_change (trajectory_id) where state in ('open', 'asked');
create index coach_change_asked on coach_change (coach_id) where state = 'asked';

-- Who is to pick a time, or finds a talk cancelled, is mailed of it; what stands here already is known.
alter table talk_time add told_at timestamptz;
update talk_time set told_at = now();
alter table talk add cancel_told_at timestamptz;
update talk set cancel_told_at = now() where state = 'cancelled';
create index talk_time_untold on talk_time (talk_id) where told_at is null;
create index talk_cancel_untold on talk (id) where state = 'cancelled' and cancel_told_at is null;
