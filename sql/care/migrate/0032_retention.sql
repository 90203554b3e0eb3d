-- 0032 retention: what was destroyed because its years were over, and who said yes.

create table retention_run (
    city     code    not null,
    id       id      not null,
    class    code    not null,   -- data/retention
    before   day     not null,   -- what began on that day or earlier
    cases    integer not null,
    by_whom  id      not null,
    at       instant not null,
    primary key (city, id)
);
create index casefile_closed on casefile (city, closed_day);
