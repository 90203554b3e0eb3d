-- 0038 address_program: who is in the state's address confidentiality program (M.G.L.
-- c. 9A).  The case itself then has the substitute address alone; the real one is here.

create table address_program (
    city     code    not null,
    casefile id      not null,
    author   id      not null,
    at       instant not null,
    real     sealed  not null,   -- json: place, part of town
    rev      bigint  not null check (rev >= 1),
    primary key (city, casefile)
);
