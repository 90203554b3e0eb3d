-- 0013 plan: what a household wants, who does what until when, and how it went on.

create table case_goal (
    city       code    not null,
    id         id      not null,
    casefile   id      not null,
    author     id      not null,
    at         instant not null,
    words      sealed  not null,         -- the household's own
    state      code    not null check (state in ('open', 'reached', 'dropped')),
    ended_day  day,
    changed_by id,
    rev        bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index case_goal_case on case_goal (city, casefile, at);

create table case_task (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    kind     code    not null check (kind in ('task', 'better')),
    owner    id,                         -- null: whoever has the case
    author   id,                         -- null: the programme's own promise
    at       instant not null,
    due_day  day     not null,
    words    sealed,                     -- null: its kind says what
    done_at  instant,
    done_by  id,
    rev      bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index case_task_case on case_task (city, casefile, due_day);
create index case_task_due on case_task (city, owner, due_day);

-- A note is never changed: a correction is a note that says which one it corrects.
alter table case_note add column corrects id;
create unique index case_note_corrects on case_note (city, corrects);

-- What somebody has typed and not yet saved: one a person and case, under the id that
-- the note will have.
create table note_draft (
    city     code    not null,
    casefile id      not null,
    author   id      not null,
    id       id      not null,
    at       instant not null,
    note     sealed  not null,
    primary key (city, casefile, author)
);

-- What an instrument of data/instruments came to, at the start, later and at the end.
create table case_measure (
    city       code    not null,
    id         id      not null,
    casefile   id      not null,
    instrument code    not null,
    stage      code    not null check (stage in ('baseline', 'follow-up', 'discharge')),
    author     id      not null,
    at         instant not null,
    day        day     not null,
    answers    sealed  not null,
    score      integer,                  -- null: too little was answered
    primary key (city, id)
);
create index case_measure_case on case_measure (city, casefile, instrument, at);

-- A letter, a form, a picture that belongs to a case: sealed like every word of it.
create table case_file (
    city       code    not null,
    id         id      not null,
    casefile   id      not null,
    author     id      not null,
    at         instant not null,
    type       code    not null check (type in ('pdf', 'jpeg', 'png')),
    size       integer not null,
    name       sealed  not null,         -- as whoever added it calls it
    bytes      sealed,                   -- null: taken out again
    removed_at instant,
    removed_by id,
    primary key (city, id)
);
create index case_file_case on case_file (city, casefile, at);

-- "Is it better?", asked a month after help began.  Append-only; the last counts.
create table case_feeling (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    author   id      not null,
    at       instant not null,
    day      day     not null,
    feeling  code    not null check (feeling in ('better', 'same', 'worse', 'no-answer')),
    primary key (city, id)
);
create index case_feeling_case on case_feeling (city, casefile, at);
