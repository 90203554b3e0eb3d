-- 0051 asked seconds: how long the permission stood on the resident's screen before a yes.

alter table consent add column asked_seconds integer;
