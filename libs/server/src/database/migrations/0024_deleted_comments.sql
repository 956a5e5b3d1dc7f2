-- Words of deleted comments go once their author can no longer bring them back; looked for every minute.
create index comment_deleted on comment (deleted_at) where deleted_at is not null and text <> '';
