-- 0012 home: how many homes the house has and how many rooms this one has to live in, as
-- the report says them; the next visit is shown both.
alter table inspection add column units integer;
alter table inspection add column habitable integer;
