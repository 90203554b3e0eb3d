-- 0001 inspections: properties, visits, findings and orders: the public record.
-- Nothing in this store knows of a help request.

create table property (
    city        code not null,
    id          id   not null,
    external_id text,
    number      text not null,   -- as written: "1-11", "12 1/2"
    number_low  integer not null,
    number_high integer not null,
    street      text not null,   -- as written
    street_key  text not null,   -- normalised, for search and matching
    unit        text not null,   -- "" when the register has none
    place       text not null,   -- "Dorchester"
    region      text not null,
    postcode    text not null,
    lat_e7      bigint,
    lon_e7      bigint,
    year_built  integer,
    neighbourhood text,
    address_key text not null,   -- number|street|unit|postcode, normalised
    rev         bigint not null check (rev >= 1),
    primary key (city, id)
);
create unique index property_key on property (city, address_key);
create index property_street on property (city, street_key, number_low);
create index property_external on property (city, external_id, address_key);

create table inspection (
    city         code    not null,
    id           id      not null,
    property     id      not null,
    unit         text    not null,
    kind         code    not null check (kind in ('routine', 'complaint', 'emergency', 'reinspection', 'imported')),
    inspector    id,
    planned_day  day     not null,
    planned_time text,             -- "09:30", local
    state        code    not null check (state in ('planned', 'started', 'signed', 'closed')),
    occupancy    code    check (occupancy in ('occupied', 'vacant', 'unknown')),
    present      text,             -- words by ';': occupant owner agent other nobody
    started_at   instant,          -- corrected for the phone's clock
    card_left    code    check (card_left in ('yes', 'no')),
    card_reason  code,
    signed_at    instant,
    signed_name  text,
    order_text   text,             -- the exact order the owner gets, as signed
    order_sha    bytes,
    external_id  text,
    received_at  instant,
    received_day day,
    clock_offset_ms bigint not null,
    clock_doubt  integer not null check (clock_doubt in (0, 1)), -- more than five minutes off
    rev          bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index inspection_by_inspector on inspection (city, inspector, state, planned_day);
create index inspection_by_property on inspection (city, property, planned_day);
create unique index inspection_external on inspection (city, external_id);

create table finding (
    city        code    not null,
    id          id      not null,
    inspection  id      not null,
    property    id      not null,
    unit        text    not null,
    code        text    not null,   -- section of the library, "410.160"
    library     text    not null,   -- edition, "105-cmr-410:2023-05-12"
    place       code    not null,   -- where in the home
    note        text    not null,   -- the owner can read this
    endangering integer not null check (endangering in (0, 1)), -- 105 CMR 410.630(A) or otherwise
    responsible code    not null check (responsible in ('owner', 'occupant')),
    correct_by  day,
    observed_at instant not null,
    state       code    not null check (state in ('open', 'corrected', 'closed')),
    state_day   day     not null,
    external_id text,
    rev         bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index finding_by_inspection on finding (city, inspection);
create index finding_open on finding (city, property, state);
create unique index finding_external on finding (city, external_id);

-- Photographs named by a finding; the bytes are in the photos store.
create table finding_photo (
    city     code    not null,
    finding  id      not null,
    sha256   bytes   not null,
    size     integer not null,
    taken_at instant not null,
    primary key (city, finding, sha256)
);

create table addendum (
    city       code    not null,
    id         id      not null,
    inspection id      not null,
    author     id      not null,
    text       text    not null,
    at         instant not null,
    primary key (city, id)
);
create index addendum_by_inspection on addendum (city, inspection);

-- Kept at write, so that the City Manager's page never counts a million rows.
create table inspection_rollup (
    city     code   not null,
    day      day    not null,          -- of the visit
    signed   bigint not null,
    occupant_met bigint not null,
    cards    bigint not null,          -- left
    cards_known bigint not null,       -- left or not: it was recorded
    findings bigint not null,
    endangering bigint not null,
    primary key (city, day)
);
