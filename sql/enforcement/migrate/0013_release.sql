-- 0013 release: requests for public records (M.G.L. c. 66, s. 10), and what was given out.
-- The log is itself a public record: nothing in it tells more than the request did.

create table release_request (
    city         code    not null,
    id           id      not null,
    property     id      not null,
    asker        code    not null check (asker in ('anybody', 'owner', 'occupant')),
    name         text    not null,   -- "" when none was given: nobody has to say who asks
    reply        text    not null,   -- where the answer goes
    from_day     day     not null,
    to_day       day     not null,
    received_day day     not null,
    due_day      day     not null,
    later_day    day,                -- told to the requester, with the reason
    later_why    text,
    state        code    not null check (state in ('open', 'answered', 'withdrawn')),
    taken_by     id      not null,
    taken_at     instant not null,
    ended_at     instant,
    rev          bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index release_request_state on release_request (city, state, due_day);

-- One row for each file that was made: what was withheld, by the letter of its exemption.
create table release_file (
    city     code    not null,
    id       id      not null,
    request  id,                     -- unset: made by the command alone
    asker    code    not null,
    made_by  text    not null,       -- "user:UUID", "cli:OSUSER"
    made_at  instant not null,
    lines    bigint  not null,
    masked   bigint  not null,       -- pieces of texts
    withheld text    not null,       -- "c:12 f:3"
    sha      bytes   not null,       -- of all that was written
    primary key (city, id)
);
create index release_file_request on release_file (city, request, made_at);

-- What an export needs of the city, so that it opens no other store.
create table office (
    city     code not null,
    name     text not null,
    timezone text not null,
    primary key (city)
);
