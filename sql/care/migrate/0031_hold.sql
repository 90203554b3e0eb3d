-- 0031 hold: nothing of a case is destroyed while somebody may have a right to it.

create table legal_hold (
    city       code    not null,
    id         id      not null,
    casefile   id      not null,
    author     id      not null,
    at         instant not null,
    reason     sealed  not null,
    lifted_at  instant,
    lifted_by  id,
    lifted_why sealed,
    primary key (city, id)
);
create index legal_hold_case on legal_hold (city, casefile, lifted_at);
