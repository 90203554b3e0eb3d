-- 0020 disposal: records whose years are over are destroyed when somebody says yes to it;
-- what was so destroyed, by which permission, and what is kept all the same.

create table disposal (
    city       code    not null,
    id         id      not null,
    class      code    not null,   -- data/retention
    before     day     not null,   -- its years began on that day or earlier
    oldest     day     not null,   -- of those that were destroyed
    records    integer not null,
    permission text    not null,   -- by which it may be destroyed, as it was said
    by_whom    id      not null,
    at         instant not null,
    primary key (city, id)
);

-- A hold keeps every record of the building that the property is of.
create table record_hold (
    city       code    not null,
    id         id      not null,
    property   id      not null,
    reason     text    not null,
    set_by     id      not null,
    set_at     instant not null,
    lifted_by  id,
    lifted_at  instant,
    lifted_why text,
    primary key (city, id)
);
create index record_hold_property on record_hold (city, property);

-- Photographs that no record names any more, until their bytes are gone from the photos.
create table photo_end (
    city   code  not null,
    sha256 bytes not null,
    primary key (city, sha256)
);
create index finding_photo_sha on finding_photo (city, sha256);
create index seen_photo_sha on seen_photo (city, sha256);
