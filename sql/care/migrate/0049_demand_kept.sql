-- 0049 demand kept: who demanded and who confirmed, which is of no household, so that a
-- demand is one still when its household was erased.

alter table legal_demand add column kept sealed;
