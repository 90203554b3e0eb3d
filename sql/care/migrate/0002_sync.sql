-- 0002 sync: envelopes that opened and wait, because their author was disabled.
create table op_parked (
    city        code    not null,
    id          id      not null,
    author      id      not null,
    device      id,
    received_at instant not null,
    reason      code    not null,
    content     sealed  not null,
    resolved_at instant,
    primary key (city, id)
);
