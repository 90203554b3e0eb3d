-- 0002 sync: ops that wait for others, and what makes any order of arrival end alike.

-- Durable, and not yet applied: `body` is the op as it was sent.
create table op_parked (
    city        code    not null,
    id          id      not null,
    author      id      not null,
    device      id,
    received_at instant not null,
    offset_ms   bigint  not null,
    reason      code    not null,
    waits_for   id,               -- an op, an inspection or a finding
    body        text    not null,
    resolved_at instant,
    primary key (city, id)
);
create index op_parked_waits on op_parked (city, waits_for, resolved_at);

-- An op that another one mends never acts, whichever of the two comes first.
create table op_mended (
    city  code not null,
    id    id   not null,
    by_op id   not null,
    primary key (city, id)
);

-- What was seen of an earlier finding at each later visit; the newest rules.
create table finding_seen (
    city       code    not null,
    id         id      not null,  -- the op
    finding    id      not null,
    inspection id      not null,
    author     id      not null,
    state      code    not null check (state in ('open', 'corrected')),
    at         instant not null,
    day        day     not null,
    primary key (city, id)
);
create index finding_seen_finding on finding_seen (city, finding, at);

-- When the card was spoken of: the newest rules.
alter table inspection add column card_at instant;
-- When the newest of its tellings was told: who was present may be told again.
alter table inspection add column told_at instant;
