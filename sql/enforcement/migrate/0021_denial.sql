-- 0021 denial: a request for public records can be denied, and what ended it is kept with
-- the day and the person; an end that was a mistake is taken back by one more row.

create table release_request_now (
    city         code    not null,
    id           id      not null,
    property     id      not null,
    asker        code    not null check (asker in ('anybody', 'owner', 'occupant')),
    name         text    not null,
    reply        text    not null,
    from_day     day     not null,
    to_day       day     not null,
    received_day day     not null,
    due_day      day     not null,
    later_day    day,
    later_why    text,
    state        code    not null
                 check (state in ('open', 'answered', 'denied', 'withdrawn')),
    taken_by     id      not null,
    taken_at     instant not null,
    ended_at     instant,
    rev          bigint  not null check (rev >= 1),
    primary key (city, id)
);
insert into release_request_now (city, id, property, asker, name, reply, from_day, to_day,
                                 received_day, due_day, later_day, later_why, state,
                                 taken_by, taken_at, ended_at, rev)
select city, id, property, asker, name, reply, from_day, to_day, received_day, due_day,
       later_day, later_why, state, taken_by, taken_at, ended_at, rev
  from release_request;
drop table release_request;
alter table release_request_now rename to release_request;
create index release_request_state on release_request (city, state, due_day);

create table release_step (
    city    code    not null,
    id      id      not null,
    request id      not null,
    at      instant not null,
    by_whom id      not null,
    kind    code    not null
            check (kind in ('answered', 'denied', 'withdrawn', 'reopened')),
    exempt  text    not null,   -- letters of exemptions that a denial claims: "cn"
    words   text    not null,   -- why; "" for what needs no reason
    primary key (city, id)
);
create index release_step_request on release_step (city, request, at);
