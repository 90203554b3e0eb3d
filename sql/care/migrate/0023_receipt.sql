-- 0023 receipt: what a resident has in hand of each yes and of each stop, and who is
-- called back and asked whether it was one.

create table consent_receipt (
    city         code    not null,
    consent      id      not null,
    event        code    not null,  -- receipt_event_codes
    casefile     id      not null,
    at           instant not null,
    text_version code    not null,  -- of the receipt's own sentences
    lang         code    not null,
    agencies     integer not null check (agencies >= 0),
    ends_day     day,
    words        sealed,            -- json: as they were that day
    primary key (city, consent, event)
);
create index consent_receipt_case on consent_receipt (city, casefile, at);

-- Drawn when the consent was kept, by chance alone; called by somebody else.
create table callback (
    city       code    not null,
    consent    id      not null,
    casefile   id      not null,
    taken_by   id      not null,
    drawn_at   instant not null,
    state      code    not null,    -- callback_state_codes
    tries      integer not null check (tries >= 0),
    tried_at   instant,
    ended_at   instant,
    called_by  id,
    knows_whom code,                -- yes_no_codes
    knows_stop code,
    rev        bigint  not null check (rev >= 1),
    primary key (city, consent)
);
create index callback_state on callback (city, state, drawn_at);

-- Counted by month.
create index withdrawal_at on withdrawal (city, at);
