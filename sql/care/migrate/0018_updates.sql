-- 0018 updates: what inspectors were told in the weekly letter, and a resident's thank-you.

create table weekly_batch (
    city    code    not null,
    day     day     not null,   -- the city's weekly day
    made_at instant not null,
    primary key (city, day)
);

-- The last state an inspector was told, so that each change is told once.
create table weekly_told (
    city     code    not null,
    casefile id      not null,
    state    code    not null,  -- coarse
    thanks   integer not null check (thanks in (0, 1)),
    primary key (city, casefile)
);

-- The resident wants the inspector to hear one fixed sentence.
create table case_thanks (
    city     code    not null,
    casefile id      not null,
    noted_by id      not null,
    at       instant not null,
    primary key (city, casefile)
);
