-- 0020 withdraw: how sharing ended, who had to hear of it, and whether they said that
-- they stop.

create table withdrawal (
    city      code    not null,
    consent   id      not null,
    at        instant not null,
    way       code    not null,  -- stop_way_codes
    proved_by code,              -- of a caller: proved_codes
    taken_by  id,                -- who heard it; null: by the code alone
    primary key (city, consent)
);

-- One for each thing that was sent: it was stopped, and its agency is to say that it stops.
create table stop_notice (
    city       code    not null,
    referral   id      not null,
    at         instant not null, -- when sharing stopped
    casefile   id      not null,
    way        code    not null, -- notice_way_codes
    due_day    day     not null, -- from this day on its silence is a task
    token_sha  bytes   not null,
    expires_at instant not null,
    said_at    instant,          -- when the agency said that it stops
    said_how   code,             -- said_how_codes
    taken_by   id,               -- who was told so on the phone
    told_by    sealed,           -- who said it there
    primary key (city, referral, at)
);
create unique index stop_notice_token on stop_notice (city, token_sha);
create index stop_notice_case on stop_notice (city, casefile);
create index stop_notice_waiting on stop_notice (city, said_at, due_day);
