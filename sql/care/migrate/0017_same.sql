-- 0017 same: by what two cases may be of one household, and which were joined.
-- Keys are HMACs: nothing here can be read, and a name only meets a name of its house.

create table case_key (
    city     code  not null,
    casefile id    not null,
    kind     code  not null check (kind in ('phone', 'door', 'name')),
    mac      bytes not null,
    primary key (city, casefile, kind, mac)
);
create index case_key_mac on case_key (city, mac);

-- A case that is looked after in another: a link, so that undoing it leaves both as they
-- were.  ended 0: still joined.
create table case_join (
    city      code    not null,
    casefile  id      not null,
    main      id      not null,
    joined_by id      not null,
    joined_at instant not null,
    ended     instant not null,
    ended_by  id,
    primary key (city, casefile, ended)
);
create index case_join_main on case_join (city, main, ended);

-- An inspection that was asked for out of a case.  Enforcement never knows.
create table case_inspection (
    city       code    not null,
    casefile   id      not null,
    inspection id      not null,
    asked_by   id      not null,
    asked_at   instant not null,
    primary key (city, casefile, inspection)
);
