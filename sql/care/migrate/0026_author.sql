-- 0026 author: who took a consent, and who sent a referral; of older ones nobody knows.

alter table consent add column taken_by id;
alter table hub_consent add column taken_by id;
alter table referral add column sent_by id;
