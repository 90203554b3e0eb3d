-- 0002 practice: who has done the six doors, and who has answered the survey of a quarter.

create table practice (
    city    code    not null,
    id      id      not null, -- made by the phone: sent again, it is the same row
    person  id      not null,
    day     day     not null,
    version integer not null check (version >= 1), -- of the six doors
    primary key (city, id)
);
create index practice_person on practice (city, person, day);

-- That somebody answered, so that she is not asked again; what, stands in no row at all.
create table survey_answered (
    city    code not null,
    person  id   not null,
    quarter code not null,
    primary key (city, person, quarter)
);
