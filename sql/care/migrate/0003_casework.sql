-- 0003 casework: who changed a case last, what an agency's answer came by, and the
-- index of promised days.

alter table casefile add column changed_by id;
alter table casefile add column changed_at instant;

-- By the agency's own link, or told to the case manager on the phone (told_by: by whom).
alter table referral add column answered_by code;
alter table referral add column told_by sealed;
alter table referral add column noticed_at instant; -- the case manager has read the answer
alter table referral add column links integer not null default 1; -- links sent so far

create index casefile_next on casefile (city, next_day);
create index referral_waiting on referral (city, state, reply_by);
create index referral_answered on referral (city, noticed_at, answered_at);
create index consent_code on consent (city, code_sha);
create index consent_scope_need on consent_scope (city, need, recipient);
create index referral_service on referral (city, service);
create index referral_consent on referral (city, consent);
create index referral_link_referral on referral_link (city, referral);
