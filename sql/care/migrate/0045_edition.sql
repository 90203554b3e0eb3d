-- 0045 edition: the first public edition of a fiscal year that is over, as it was printed.
-- It stays the only one: of two, made with a case between them, one could be subtracted
-- from the other.  A hidden number is not here either.

create table edition (
    city  code    not null,
    year  day     not null,          -- its first day
    at    instant not null,
    small integer not null,          -- the largest number that was hidden
    primary key (city, year)
);
create table edition_line (
    city        code    not null,
    year        day     not null,
    line        text    not null,    -- "referrals.need.food"
    numerator   bigint  not null,    -- 0 of a hidden one
    denominator bigint  not null,
    unknown     bigint  not null,
    half        integer not null check (half in (0, 1)),
    none        integer not null check (none in (0, 1)),
    hidden      integer not null check (hidden in (0, 1)),
    primary key (city, year, line)
);
