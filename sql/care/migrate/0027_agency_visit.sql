-- 0027 agency visit: inspections that an agency with accounts asked for.  Enforcement has
-- the request from nobody; which agency it was, and how the household is reached, stand
-- here alone.

create table agency_inspection (
    city         code    not null,
    inspection   id      not null,
    organization id      not null,
    asked_by     id      not null,
    asked_at     instant not null,
    contact      sealed,            -- for the agency's own people; forgotten after a while
    primary key (city, inspection)
);
create index agency_inspection_of on agency_inspection (city, organization, asked_at);
