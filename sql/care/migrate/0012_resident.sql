-- 0012 resident: what a resident says by the code of her card, without an account.

create table resident_word (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    kind     code    not null,  -- told_codes
    at       instant not null,
    late     integer not null check (late in (0, 1)), -- the promised day had passed
    words    sealed,            -- json: number, name, language, what she wrote
    noted_by id,
    noted_at instant,
    lead_by  id,                -- of what goes to the care-lead, too
    lead_at  instant,
    primary key (city, id)
);
create index resident_word_case on resident_word (city, casefile, at);
create index resident_word_waiting on resident_word (city, noted_at, at);
create index resident_word_lead on resident_word (city, lead_at, at);

-- Codes that opened nothing, by the minute: a brake for those who guess.  Nobody's code,
-- nobody's address.
create table code_miss (
    city   code    not null,
    minute bigint  not null,
    n      integer not null check (n >= 1),
    primary key (city, minute)
);

-- That the resident said yes again by a second channel, before a sealed need is told to
-- anybody: called back at the number known, or in person.
create table consent_confirmed (
    city     code    not null,
    consent  id      not null,
    channel  code    not null,  -- second_channel_codes
    at       instant not null,
    noted_by id      not null,
    primary key (city, consent)
);

-- Consents that run out soon are somebody's task.
create index consent_ending on consent (city, expires_day);
