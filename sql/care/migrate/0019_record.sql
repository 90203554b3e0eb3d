-- 0019 record: the number that the provider's own system of record has for a case, what
-- goes there every night, and which of its outcomes were taken back.

-- One a case; the number is personal data at the provider, so it is sealed, and found by
-- a keyed index.
create table case_number (
    city       code    not null,
    casefile   id      not null,
    number     sealed,               -- null: taken away again
    number_key bytes,                -- HMAC of it, as it is compared
    author     id      not null,
    at         instant not null,
    rev        bigint  not null check (rev >= 1),
    primary key (city, casefile)
);
create unique index case_number_key on case_number (city, number_key);

-- Every number that it ever had.
create table case_number_was (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    number   sealed,
    author   id      not null,
    at       instant not null,
    primary key (city, id)
);
create index case_number_was_case on case_number_was (city, casefile, at);

-- A file of cases that was written, or could not be.
create table record_export (
    city  code    not null,
    id    id      not null,
    at    instant not null,
    day   day     not null,          -- on the city's clocks
    cases integer not null,
    fault code,                      -- null: it was written
    primary key (city, id)
);
create index record_export_day on record_export (city, day, at);

-- A line of the provider's outcomes that was taken, known again by its keyed hash.
create table record_outcome (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    at       instant not null,
    primary key (city, id)
);
