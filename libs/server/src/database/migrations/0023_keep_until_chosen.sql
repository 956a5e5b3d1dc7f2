-- Its owner chose a shorter time than the school keeps: it goes along with its trajectory's end to no later day. Of what was
-- there before nobody knows.
alter table recording add column keep_until_chosen boolean not null default true;
alter table recording alter column keep_until_chosen set default false;
