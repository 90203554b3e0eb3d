-- 0051 passkey: keys of browsers and of small devices, that sign in without a password.

create table passkey (
    city       code    not null,
    id         id      not null,  -- names it in addresses
    person     id      not null,
    credential bytes   not null,  -- what its authenticator calls it
    kind       integer not null,  -- COSE's number of the algorithm
    public_key bytes   not null,
    counter    bigint  not null,  -- of its signatures; 0: it does not count
    name       text    not null,  -- its person's word for it
    created_at instant not null,
    used_at    instant,
    doubted_at instant,           -- it counted backwards: somebody may have copied it
    primary key (city, id)
);
create unique index passkey_credential on passkey (city, credential);
create index passkey_person on passkey (city, person);

-- Challenges that a signature has answered, until they end by themselves.
create table passkey_spent (
    city    code    not null,
    random  bytes   not null,
    ends_at instant not null,
    primary key (city, random)
);
