-- 0022 monthly: the page that goes to the city's leaders each month, and what the
-- care-lead learnt, which stands on it.

-- One row: how the page was last set, and the last month that was told.  Pages begin with
-- the first due day after a setting.
create table monthly_told (
    city    code    not null,
    setting text    not null,   -- "1 8" or "off"
    month   day,                -- its first day
    at      instant not null,
    primary key (city)
);

-- Not sealed: written for the public.
create table learnt (
    city        code    not null,
    month       day     not null,   -- its first day
    words       text    not null,
    released_at instant,            -- null: a draft
    author      id      not null,
    at          instant not null,
    rev         bigint  not null check (rev >= 1),
    primary key (city, month)
);
