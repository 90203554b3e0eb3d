-- 0030 erase: who was erased.  No name and no case: which data key is gone, since when and
-- why.  The ledger outside the store says the same (app/erase_ledger.h).

create table erasure (
    city     code    not null,
    resident id      not null,
    at       instant not null,   -- from then on nobody reads her
    why      code    not null,   -- erase_why_codes
    done_at  instant,            -- the ledger has it, and the key is destroyed
    primary key (city, resident)
);
create index erasure_open on erasure (city, done_at, at);

-- One for every case; what is erased is found by it.
create index casefile_resident on casefile (city, resident);
