-- 0047 hub_lead: who led before, when another agency took the lead, and why.

create table hub_lead (
    city     code    not null,
    id       id      not null,
    matter   id      not null,
    casefile id      not null,
    was      sealed  not null,       -- the agency that led until then
    why      sealed  not null,
    author   id      not null,
    at       instant not null,
    primary key (city, id)
);
create index hub_lead_case on hub_lead (city, casefile, at);
