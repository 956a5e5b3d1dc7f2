-- What is to be done to a film, and how far each step is: survives every process, whatever the queue remembers.
create table media_step (
  recording_id uuid not null references recording on delete cascade,
  -- 'hash', 'copy', 'sound', 'measure', 'poster', 'thumbnails', 'chunk.<index>'
  name text not null,
  -- Estimated seconds of one core, and how many of them are done.
  work real not null,
  done real not null default 0,
  done_at timestamptz,
  primary key (recording_id, name)
);

alter table recording
  -- Progress is written at most twice a second.
  add column progress_at timestamptz,
  add column work_started_at timestamptz;
