-- 0004 imports: a programme's history comes by file, and may come again.  What its row
-- last said, and which revision that made: a case that somebody here worked on since is
-- no longer the file's to change.
alter table casefile add column import_sha bytes;
alter table casefile add column import_rev bigint;

-- The City Manager's page reads a year of cases.
create index casefile_year on casefile (city, received_day, recorded_at);
