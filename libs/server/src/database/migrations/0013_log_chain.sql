-- Each entry of the access log has one place in one chain: a hash, under a key that is not in the database, over the entry,
-- its number and the hash before it. An entry is never touched for that: its place stands here.
--
-- What is hashed of an entry is all its columns that are not null, so that a column added later is covered as well, and
-- leaves the hashes of earlier entries as they are as long as it is null in them.
create table audit_link (
  -- From 1, without a gap but for what a restore lost.
  number bigint primary key,
  -- An entry; one that was there before the chain began; or that a backup was restored and what that lost.
  kind text not null check (kind in ('entry', 'from_before', 'restored')),
  entry_id uuid unique references audit_entry,
  note text,
  linked_at timestamptz not null,
  hash bytea not null,
  check ((kind = 'restored') = (entry_id is null)),
  check ((kind = 'restored') = (note is not null))
);
create trigger audit_link_only_grows before update or delete or truncate on audit_link
  for each statement execute function refuse_change();

-- Entries that have no place in the chain yet: one process links them, right after their transaction.
create table audit_waiting (
  sequence bigint primary key,
  entry_id uuid not null unique references audit_entry,
  kind text not null default 'entry',
  since timestamptz not null default clock_timestamp()
);

insert into audit_waiting (sequence, entry_id, kind) select sequence, id, 'from_before' from audit_entry;

create function audit_entry_waits() returns trigger language plpgsql as $$
begin
  insert into audit_waiting (sequence, entry_id) select sequence, id from fresh;
  -- Heard by every process when the transaction commits. What a key that was there already kept out is no entry.
  if found then
    perform pg_notify('lesblik_notice', '{"kind":"log_written"}');
  end if;
  return null;
end $$;
create trigger audit_entry_waits after insert on audit_entry
  referencing new table as fresh for each statement execute function audit_entry_waits();
