-- A recording of a call ends by itself before its film would be longer than a film may be.
alter table room_take drop constraint room_take_ended_check;
alter table room_take add constraint room_take_ended_check
  check (ended in ('by_person', 'all_refused', 'room_ended', 'storage_full', 'nobody_left', 'too_long'));
