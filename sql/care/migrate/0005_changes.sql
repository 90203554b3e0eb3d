-- 0005 changes: a phone reads its own rows of the change log, however many others have.
create index change_log_person on change_log (city, person, no);
