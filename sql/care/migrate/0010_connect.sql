-- 0010 connect: the whole life of what was sent: by which way, until when it waits, how
-- it ended, every step of it; applications, agencies that only count, mail that came back.

alter table referral add column way code not null default 'link'; -- link phone print own apply
alter table referral add column until_day day;   -- of a waiting list
alter table referral add column ended_how code;
alter table referral add column application_no sealed; -- the agency's number of an application

-- What happened to it, once each, never changed.
create table referral_step (
    city     code    not null,
    id       id      not null,
    referral id      not null,
    at       instant not null,
    event    code    not null,       -- domain/referral.h; `sent` for the first
    state    code    not null,       -- after it
    said_by  code    not null,       -- agency manager resident
    author   id,                     -- who wrote it down; null: the agency itself
    reason   code,
    note     sealed,
    told_by  sealed,                 -- who said it on the phone
    primary key (city, id)
);
create index referral_step_of on referral_step (city, referral, at);

-- Papers of an application that are at hand.
create table referral_proof (
    city     code    not null,
    referral id      not null,
    proof    code    not null,
    at       instant not null,
    primary key (city, referral, proof)
);

-- Mail about it that its agency never got.
create table mail_returned (
    city       code    not null,
    mail       id      not null,
    referral   id      not null,
    recipient  text    not null,
    at         instant not null,
    noticed_at instant,
    primary key (city, mail)
);
create index mail_returned_open on mail_returned (city, noticed_at, at);

-- All that an agency gives back that may tell of nobody: how many, in a month.
create table agency_count (
    city         code    not null,
    organization id      not null,
    month        code    not null,
    people       integer not null check (people >= 0),
    author       id      not null,
    at           instant not null,
    primary key (city, organization, month)
);

alter table organization add column own integer not null default 0 check (own in (0, 1)); -- our own programme
alter table organization add column sms text;      -- a number that takes links, instead of e-mail
alter table service add column season_from code;   -- month and day, "11-01"; null: all year
alter table service add column season_to code;
alter table service add column proofs text;        -- papers an application wants, by ';'
