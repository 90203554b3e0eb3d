-- 0001 people: the city, who works here, with what device, from which session.
-- Forward only.  Never edit a released migration; write the next one.

create table city (
    city      code    not null primary key,
    name      text    not null,
    timezone  text    not null,
    state     code    not null check (state in ('practice', 'real')),
    created_at instant not null,
    rev       bigint  not null check (rev >= 1)
);

create table setting (
    city  code not null,
    name  code not null,
    value text not null,
    rev   bigint not null check (rev >= 1),
    primary key (city, name)
);

create table person (
    city        code    not null,
    id          id      not null,
    email       text    not null, -- lower case
    name        text    not null,
    phone       text,
    lang        code    not null,
    password    text,             -- argon2id, or null until the link was used
    state       code    not null check (state in ('active', 'disabled')),
    created_at  instant not null,
    failed      integer not null, -- wrong passwords in a row
    locked_until instant,
    rev         bigint  not null check (rev >= 1),
    primary key (city, id)
);
create unique index person_email on person (city, email);

create table person_role (
    city   code not null,
    person id   not null,
    role   code not null,
    primary key (city, person, role)
);

create table session (
    city       code    not null,
    token_sha  bytes   not null,
    person     id      not null,
    kind       code    not null check (kind in ('cookie', 'bearer')),
    csrf       bytes   not null,
    created_at instant not null,
    seen_at    instant not null,
    expires_at instant not null,
    ended_at   instant,
    primary key (city, token_sha)
);
create index session_person on session (city, person);

create table device (
    city        code    not null,
    id          id      not null,
    person      id      not null,
    public_key  bytes   not null, -- P-256, uncompressed point, 65 bytes
    label       text    not null,
    enrolled_at instant not null,
    seen_at     instant not null,
    waiting     integer not null check (waiting in (0, 1)), -- said at its last contact
    waiting_since instant,
    revoked_at  instant,
    primary key (city, id)
);

-- One-time links: the first admin's, a new colleague's, a lost password's.
create table invitation (
    city       code    not null,
    token_sha  bytes   not null,
    person     id      not null,
    created_at instant not null,
    expires_at instant not null,
    used_at    instant,
    primary key (city, token_sha)
);
