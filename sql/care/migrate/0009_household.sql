-- 0009 household: whom a resident closed the case to, who lives there, where they moved,
-- and visits to their home.

-- "Not this person": a colleague from whom the case is gone, until the resident says
-- otherwise.  Why is for the care-lead and the privacy officer.
create table case_block (
    city      code    not null,
    id        id      not null,
    casefile  id      not null,
    person    id      not null,
    author    id      not null,
    at        instant not null,
    reason    sealed,
    lifted_at instant,
    lifted_by id,
    primary key (city, id)
);
create index case_block_person on case_block (city, person, casefile);
create index case_block_case on case_block (city, casefile, at);

-- Whose the number was that was called.
alter table attempt add column number_kind code;

create table household_person (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    author   id      not null,
    at       instant not null,
    gone_day day,                  -- no longer of the household
    person   sealed  not null,     -- json: name, relation, birth year, language
    rev      bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index household_person_case on household_person (city, casefile, at);

-- Where the household lived, from when until when; the property stays where it is.
create table household_home (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    author   id      not null,
    at       instant not null,
    from_day day,                  -- null: before the case began
    to_day   day,                  -- null: lives there now
    place    sealed,               -- json as casefile.place
    primary key (city, id)
);
create index household_home_case on household_home (city, casefile, at);

create table home_visit (
    city         code    not null,
    id           id      not null,
    casefile     id      not null,
    visitor      id      not null,
    author       id      not null,
    day          day     not null,
    start_time   code    not null, -- "14:30", on the city's clocks
    joint        sealed,           -- with whom else, in words
    state        code    not null, -- domain/home_visit.h
    in_at        instant,          -- at the door
    expected_at  instant,          -- out again by then
    out_at       instant,
    alarmed_at   instant,          -- somebody was told
    rev          bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index home_visit_case on home_visit (city, casefile, day);
create index home_visit_day on home_visit (city, day, start_time);
create index home_visit_inside on home_visit (city, state, expected_at);
