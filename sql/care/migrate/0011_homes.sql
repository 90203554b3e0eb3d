-- 0011 homes: what the case manager has taken note of at a household's address.  The
-- events themselves stand in the public record, which learns nothing of this.

create table home_noted (
    city     code    not null,
    casefile id      not null,
    kind     code    not null,  -- home_event_codes
    about    id      not null,  -- the inspection or the finding
    noted_by id      not null,
    at       instant not null,
    primary key (city, casefile, kind, about)
);
