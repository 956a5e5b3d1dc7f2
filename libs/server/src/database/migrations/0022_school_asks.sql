-- What an administrator asked of a coach before waits for the coachee too, who was not asked then.
update coach_change w set state = 'open' from trajectory t
where t.id = w.trajectory_id and w.state = 'asked' and w.proposed_by <> t.coachee_id
  and w.proposed_by is distinct from t.client_id;
