-- 0006 desk: requests for inspection, zones, re-inspections, and days that were moved.
-- The owner can read all of it: who asked for an inspection stands nowhere.

create table inspection_request (
    city         code    not null,
    id           id      not null,
    inspection   id      not null,   -- the visit that answers it
    property     id      not null,
    unit         text    not null,
    came         code    not null check (came in ('phone', 'oral', 'written', 'electronic')),
    alleged      integer not null check (alleged in (0, 1)), -- conditions of 410.630(A)
    wrong        text    not null,   -- the owner can read this
    received_day day     not null,
    due_day      day     not null,
    taken_by     id      not null,
    taken_at     instant not null,
    primary key (city, id)
);
create index inspection_request_due on inspection_request (city, due_day);
create index inspection_request_visit on inspection_request (city, inspection);

-- A re-inspection knows the visit it follows; one that nobody needs any more stays, so
-- that a phone which begins it all the same begins this one.
alter table inspection add column follows id;
alter table inspection add column withdrawn_at instant;
-- Set by hand: a rule moves it no more.
alter table inspection add column moved_at instant;
create index inspection_follows on inspection (city, follows);
create index inspection_by_day on inspection (city, planned_day, inspector);
create index finding_due on finding (city, state, correct_by);

create table zone (
    city code   not null,
    id   id     not null,
    name text   not null,
    rev  bigint not null check (rev >= 1),
    primary key (city, id)
);
create table zone_area (
    city code not null,
    kind code not null check (kind in ('neighbourhood', 'postcode')),
    area text not null,
    zone id   not null,
    primary key (city, kind, area)
);
create table zone_inspector (
    city      code not null,
    zone      id   not null,
    inspector id   not null,
    primary key (city, zone, inspector)
);

-- Each move of a correct-by day, with the day it had before.
create table extension (
    city     code    not null,
    id       id      not null,
    finding  id      not null,
    was      day     not null,
    until    day     not null,
    reason   code    not null,
    approver id      not null,
    at       instant not null,
    primary key (city, id)
);
create index extension_finding on extension (city, finding, at);

-- Somebody who must correct a violation asks for more time.
create table more_time (
    city       code    not null,
    id         id      not null,
    finding    id      not null,
    asked_by   code    not null check (asked_by in ('owner', 'occupant')),
    reason     code    not null,
    until      day     not null,
    taken_by   id      not null,
    asked_at   instant not null,
    state      code    not null check (state in ('asked', 'granted', 'refused')),
    refusal    code,
    decided_by id,
    decided_at instant,
    rev        bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index more_time_state on more_time (city, state, asked_at);
create index more_time_finding on more_time (city, finding, asked_at);
