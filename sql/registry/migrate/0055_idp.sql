-- 0055 idp: people sign in by their own organisation's identity provider.

-- One for each side of the wall.  The client's secret stands in a file, never here.
create table idp (
    city       code    not null,
    side       code    not null check (side in ('city', 'provider')),
    name       text    not null,  -- of the organisation, on the button
    issuer     text    not null,
    client     text    not null,
    acr        text,              -- of a token: a second factor was shown; null: none says so
    near       integer not null check (near in (0, 1)),      -- 1: stands on an inner address
    trusted    integer not null check (trusted in (0, 1)),   -- 1: each address it says is verified
    passwords  integer not null check (passwords in (0, 1)), -- 0: ours open nothing any more
    keeper     id,                -- but this administrator's
    changed_at instant not null,
    primary key (city, side)
);
create unique index idp_issuer on idp (city, issuer);

-- What belonging to a group of theirs gives here; which may be given, domain/side.c says.
create table idp_group (
    city code not null,
    side code not null check (side in ('city', 'provider')),
    name text not null,
    role code not null,
    primary key (city, side, name, role)
);

-- Whose account somebody's is: known by issuer and subject alone.
create table idp_person (
    city      code    not null,
    issuer    text    not null,
    sub       text    not null,
    person    id      not null,
    linked_at instant not null,
    primary key (city, issuer, sub)
);
create unique index idp_person_one on idp_person (city, issuer, person);

-- States that have come back: each opens once.
create table idp_state (
    city      code    not null,
    state_sha bytes   not null,
    at        instant not null,
    primary key (city, state_sha)
);
