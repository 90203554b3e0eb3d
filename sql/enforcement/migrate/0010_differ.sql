-- 0010 differ: what each op said of a field that several phones may write, and which of
-- different values a person chose.  Rows are only added.
create table visit_said (
    city        code    not null,
    id          id      not null,   -- the op
    field       code    not null check (field in ('unit', 'occupancy', 'present', 'card')),
    inspection  id      not null,
    value       text    not null,
    device      id      not null,
    at          instant not null,
    primary key (city, id, field)
);
create index visit_said_by_inspection on visit_said (city, inspection);

create table visit_settled (
    city        code    not null,
    id          id      not null,   -- the op that chose
    op          id      not null,   -- one that it settles
    inspection  id      not null,
    field       code    not null check (field in ('unit', 'occupancy', 'present', 'card')),
    kept        id      not null,   -- the op that was chosen
    author      id      not null,
    at          instant not null,
    primary key (city, id, op)
);
create index visit_settled_by_inspection on visit_settled (city, inspection);
