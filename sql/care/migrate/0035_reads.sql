-- 0035 reads: how many different cases one person opened on a day.

create table case_opened (
    city    code not null,
    person  id   not null,
    day     day  not null,
    subject id   not null,            -- a case, or an agency's request
    primary key (city, person, day, subject)
);

-- Who wanted to open more than the city allows a day, and who let them.
create table read_alert (
    city   code    not null,
    id     id      not null,
    person id      not null,
    day    day     not null,
    at     instant not null,
    budget integer not null check (budget >= 0),
    more   integer not null check (more >= 0),
    let_by id,
    let_at instant,
    primary key (city, person, day)
);
create unique index read_alert_id on read_alert (city, id);
create index read_alert_at on read_alert (city, at);
