-- Archives of everything that one person owns, made by a media worker and stored under a key of their own (the row's id).
create table data_export (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  -- Of the names in it.
  language text not null check (language in ('nl', 'en')),
  state text not null default 'waiting' check (state in ('waiting', 'making', 'ready', 'failed', 'ended')),
  problem text,
  ended text check (ended in ('by_person', 'replaced', 'expired', 'outdated')),
  asked_at timestamptz not null,
  -- Which try writes it now, and until when that counts as alive; its pieces bear the try's name.
  writer uuid,
  written_until timestamptz,
  begun_at timestamptz,
  films int not null default 0,
  films_done int not null default 0,
  film_bytes bigint not null default 0,
  film_bytes_done bigint not null default 0,
  seconds_left real,
  -- Of the archive, once it is ready; it lies in pieces of one length but the last.
  bytes bigint,
  piece_bytes int,
  ready_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  -- Nothing of it is stored any more.
  erased_at timestamptz,
  check ((state = 'ended') = (ended is not null)),
  check (state <> 'ready' or (bytes is not null and piece_bytes is not null and expires_at is not null and writer is not null))
);
create index data_export_person on data_export (person_id, asked_at desc);
-- One at a time.
create unique index data_export_running on data_export (person_id) where state in ('waiting', 'making');
create index data_export_to_erase on data_export (state) where erased_at is null;

-- What an archive rests on: it falls with any of these. No foreign keys: what is gone is to be missed.
create table data_export_source (
  export_id uuid not null references data_export on delete cascade,
  -- A recording to be watched; a trajectory as coachee or as coach; membership of a school.
  kind text not null check (kind in ('recording', 'coachee', 'coach', 'school')),
  source_id uuid not null,
  -- The recording's film is in it.
  film boolean not null default false,
  primary key (export_id, kind, source_id)
);
create index data_export_source_of on data_export_source (source_id);

create table data_export_download (
  export_id uuid not null references data_export on delete cascade,
  at timestamptz not null,
  device text not null
);
create index data_export_download_of on data_export_download (export_id, at desc);
