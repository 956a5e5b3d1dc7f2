-- The access log is read in the order in which things happened, a page at a time.
create index audit_entry_happened on audit_entry (recording_id, at desc, sequence desc);
