-- 0025 agency: people of an agency who have an account, and whose requests they see.

create table agency_person (
    city         code    not null,
    person       id      not null,
    organization id      not null,
    author       id      not null,  -- who said so
    at           instant not null,
    primary key (city, person)
);
create index agency_person_of on agency_person (city, organization);
create index referral_organization on referral (city, organization, state);
