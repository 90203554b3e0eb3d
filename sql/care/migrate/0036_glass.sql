-- 0036 glass: cases that a colleague opened in an emergency, for an hour, to read.

create table glass (
    city        code    not null,
    id          id      not null,
    casefile    id      not null,
    person      id      not null,
    cause       code    not null,    -- glass_cause_codes
    reason      sealed  not null,
    at          instant not null,
    until       instant not null,
    tell_at     instant not null,    -- from then on the resident's page says it
    noted_at    instant,             -- by whose case it is
    reviewed_at instant,
    reviewed_by id,
    verdict     code,                -- glass_verdict_codes
    delayed_by  id,
    delay       sealed,              -- why she hears of it later
    primary key (city, id)
);
create index glass_person on glass (city, person, until);
create index glass_case on glass (city, casefile, at);
create index glass_at on glass (city, at);
