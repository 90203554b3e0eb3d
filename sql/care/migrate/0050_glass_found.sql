-- 0050 glass found: what whoever looked at an emergency found, in words.

alter table glass add column found sealed;
