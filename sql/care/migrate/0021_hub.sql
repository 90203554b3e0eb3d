-- 0021 hub: a household before the Hub, a table of agencies that the police lead.

-- The consent to it lies apart from every other, so that no statement that asks whether
-- an agency may be told can find it, nor a full consent stand in for it.
create table hub_consent (
    city         code    not null,
    id           id      not null,
    casefile     id      not null,
    text_version code    not null,
    lang         code    not null,
    method       code    not null,
    interpreter  code,
    at           instant not null,
    expires_day  day     not null,
    withdrawn_at instant,
    code_sha     bytes   not null,
    detail       sealed,             -- the witness
    rev          bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index hub_consent_case on hub_consent (city, casefile);
create index hub_consent_code on hub_consent (city, code_sha);

create table hub_matter (
    city         code    not null,
    id           id      not null,
    casefile     id      not null,
    author       id      not null,
    at           instant not null,
    state        code    not null,   -- domain/hub.h
    sheet        sealed  not null,   -- json: age, sex, risks
    lead         sealed,             -- the agency that leads
    outcome      code,
    ended_day    day,
    told_stop_at instant,            -- when the agencies were told that it was stopped
    changed_by   id,                 -- null: the resident, by her code
    changed_at   instant not null,
    rev          bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index hub_matter_case on hub_matter (city, casefile, at);

-- What was decided at a filter, once.
create table hub_decision (
    city     code    not null,
    matter   id      not null,
    filter   integer not null check (filter between 1 and 4),
    casefile id      not null,
    accepted integer not null check (accepted in (0, 1)),
    reason   code,
    author   id      not null,
    at       instant not null,
    primary key (city, matter, filter)
);
create index hub_decision_case on hub_decision (city, casefile);

-- Whom the household was named to; only added to.
create table hub_reveal (
    city     code    not null,
    id       id      not null,
    matter   id      not null,
    casefile id      not null,
    agency   sealed  not null,
    police   integer not null check (police in (0, 1)),
    told     integer not null,       -- a bit for each of hub_told
    author   id      not null,
    at       instant not null,
    primary key (city, id)
);
create index hub_reveal_case on hub_reveal (city, casefile, at);
