-- 0046 need_author: who found a need, and when; of older ones nobody knows.

alter table case_need add column added_by id;
alter table case_need add column added_at instant;
