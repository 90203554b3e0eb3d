-- 0004 visits: what a whole inspection tells, doors that stayed closed, and what was
-- taken back before signing.

alter table finding add column room text;       -- which of several, "2, front"
alter table finding add column nspire text;     -- the item of HUD NSPIRE that it also is
alter table finding add column severity code;   -- of that item
alter table finding add column variance text;   -- the variance that covers it

-- Told when the report is signed; no row of a signed visit changes after.
alter table inspection add column scope code;
alter table inspection add column told_right code;
alter table inspection add column entry_by code;
alter table inspection add column lead code;        -- what became of the question of lead
alter table inspection add column year_built integer;
alter table inspection add column specialist code;
alter table inspection add column specialist_why text;
alter table inspection add column unsafe integer;   -- for the next who goes there; no reason
alter table inspection add column rooms text;       -- seen, by ';'

-- A finding that was taken back before the report was signed: its row is gone, this stays.
create table finding_withdrawn (
    city       code    not null,
    id         id      not null,  -- of the finding
    inspection id      not null,
    property   id      not null,
    code       text    not null,
    author     id      not null,
    at         instant not null,
    day        day     not null,
    primary key (city, id)
);
create index finding_withdrawn_property on finding_withdrawn (city, property, day);

-- Somebody came, and did not get in.
create table no_entry (
    city       code    not null,
    id         id      not null,  -- the op
    inspection id      not null,
    property   id      not null,
    author     id      not null,
    reason     code    not null,
    card_left  code,
    at         instant not null,
    day        day     not null,
    again      id,                -- the visit that was planned instead
    primary key (city, id)
);
create index no_entry_inspection on no_entry (city, inspection, at);
create index no_entry_day on no_entry (city, day);

-- Photographs of an earlier finding as it was seen at a later visit.
create table seen_photo (
    city     code    not null,
    seen     id      not null,    -- finding_seen
    finding  id      not null,
    sha256   bytes   not null,
    size     integer not null,
    taken_at instant not null,
    primary key (city, seen, sha256)
);
