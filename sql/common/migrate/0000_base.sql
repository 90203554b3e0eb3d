-- What every store carries: the ledger of ops, the audit chain, the change log,
-- the outbox.  Domain types (id instant day code sealed bytes) are mapped to each
-- engine by tools/sqlgen.py; `city` is in every table.

-- An op is idempotent by id: the first answer is kept and given again.
create table op (
    city        code    not null,
    id          id      not null,
    sha256      bytes   not null,
    status      code    not null check (status in ('applied', 'parked')),
    problem     text,
    author      id      not null,
    device      id,
    at          instant not null,
    received_at instant not null,
    offset_ms   bigint  not null,
    primary key (city, id)
);

-- The heads of the chains: one row a city, made at first use.
create table head (
    city      code   not null primary key,
    epoch     id     not null,
    change_no bigint not null,
    audit_no  bigint not null,
    audit_sha bytes  not null
);

create table audit (
    city    code    not null,
    no      bigint  not null,
    at      instant not null,
    actor   text    not null,
    act     code    not null,
    subject text    not null,
    detail  text,
    sha     bytes   not null,
    primary key (city, no)
);

create table change_log (
    city   code   not null,
    no     bigint not null,
    kind   code   not null,
    id     id     not null,
    person id,
    primary key (city, no)
);

-- Mail to send: one row per event and recipient, leased while being sent.  The body
-- names a template and ids, never a person.
create table outbox (
    city         code    not null,
    id           id      not null,
    event        text    not null,
    recipient    text    not null,
    template     code    not null,
    lang         code    not null,
    args         text    not null,
    created_at   instant not null,
    due_at       instant not null,
    leased_until instant,
    tries        integer not null,
    sent_at      instant,
    last_fault   code,
    primary key (city, id),
    unique (city, event, recipient)
);
create index outbox_due on outbox (city, sent_at, due_at);
