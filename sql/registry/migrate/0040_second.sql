-- 0040 second: a second factor beside the password, and what brings one in without it.

-- The secret of an authenticator app.  `next` is one that is being set up: it counts for
-- nothing until a code of it was typed.
create table second_factor (
    city         code   not null,
    person       id     not null,
    secret       sealed,           -- null until the first was confirmed
    next         sealed,
    confirmed_at instant,
    used_step    bigint not null,  -- a code is used once, and none before it
    failed       integer not null, -- wrong codes in a row
    locked_until instant,
    primary key (city, person)
);

-- Each opens once; kept as HMAC-SHA-256.
create table recovery_code (
    city       code    not null,
    person     id      not null,
    code_mac   bytes   not null,
    created_at instant not null,
    used_at    instant,
    primary key (city, person, code_mac)
);

-- A password that is too short to stand alone.
alter table person add column password_short integer;

-- A session that a second factor opened; a phone that such a session made its person's,
-- whose key is the second factor of that phone from then on.
alter table session add column second integer;
alter table device add column vouched_at instant;

-- For its person's list: what can name it there, and on what it was begun.
alter table session add column id id;
alter table session add column label text;
