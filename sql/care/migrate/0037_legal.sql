-- 0037 legal: what courts and others demand of care; who wrote it down, who decided, and
-- exactly what was given.

create table legal_demand (
    city       code    not null,
    id         id      not null,
    casefile   id      not null,
    asked_by   id      not null,
    asked_at   instant not null,
    kind       code    not null,     -- instrument_kind_codes
    came_day   day     not null,
    classes    integer not null check (classes > 0), -- asked for: 1 << legal_class
    given      integer not null check (given >= 0),  -- ... that the instrument opens
    gagged     integer not null check (gagged in (0, 1)), -- she may not be told
    paper      sealed  not null,     -- json: by whom, its number, what it says
    state      code    not null,     -- legal_state_codes
    decided_by id,
    decided_at instant,
    why        sealed,               -- json: counsel and day, or why not
    released   sealed,               -- what was given, as it was then
    released_sha bytes,
    rev        bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index legal_demand_case on legal_demand (city, casefile, asked_at);
create index legal_demand_at on legal_demand (city, asked_at);
