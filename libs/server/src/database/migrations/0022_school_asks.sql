-- What an administrator asked of a coach before waits for the coachee too, who was not asked then.
with waits as (
  update coach_change w set state = 'open' from trajectory t
  where t.id = w.trajectory_id and w.state = 'asked' and w.proposed_by <> t.coachee_id
    and w.proposed_by is distinct from t.client_id
  returning w.id, t.coachee_id, w.proposed_by
)
insert into notification (person_id, kind, subject_id, of_instant, by_id, made_at)
select coachee_id, 'coach_proposed', id, now(), proposed_by, now() from waits;
