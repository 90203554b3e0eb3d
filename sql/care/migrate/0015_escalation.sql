-- 0015 escalation: who was told that a request waits, and who stands in for whom.

-- One row for each rung of the ladder: what was told when stands for ever.
create table escalation (
    city     code    not null,
    casefile id      not null,
    rung     code    not null check (rung in ('delegate', 'lead', 'on-call')),
    at       instant not null,
    told     integer not null,  -- how many people; 0: nobody has that place
    primary key (city, casefile, rung)
);

-- A case that somebody keeps for a colleague who is away.
create table case_lent (
    city      code    not null,
    casefile  id      not null,
    owner     id      not null,  -- whose it is
    stand_in  id      not null,
    until_day day     not null,
    lent_at   instant not null,
    primary key (city, casefile)
);
create index case_lent_owner on case_lent (city, owner);
create index case_lent_stand_in on case_lent (city, stand_in);
