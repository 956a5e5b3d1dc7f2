-- What a link or a challenge is looked up by is kept as its SHA-256 from here on, written as better-auth does; what is
-- open goes on working.
update auth_verification set identifier =
  rtrim(translate(encode(sha256(convert_to(identifier, 'UTF8')), 'base64'), '+/', '-_'), '=');

-- The address that somebody wants instead of theirs, until they press the link that was mailed to it; one a person. Of
-- the link only the SHA-256 is kept.
create table email_change (
  person_id uuid primary key references person on delete cascade,
  email text not null,
  token_hash bytea not null unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null
);

-- Whoever chooses another password ends what was asked with the former one.
create function end_email_change() returns trigger language plpgsql as $$
begin
  delete from email_change where person_id = new.person_id;
  return null;
end $$;
create trigger auth_account_password after update of password on auth_account
  for each row when (old.password is distinct from new.password) execute function end_email_change();
