-- 0040 care key: which care key seals, and since when.  A server that still holds the one
-- before learns it here, in the transaction that would seal with it.

create table care_key (
    city       code    not null,
    no         bigint  not null,
    print      code    not null,   -- base/key_files.h; nothing of the key
    began_at   instant not null,   -- 0: before this table
    retired_at instant,            -- nothing was sealed with it any more
    primary key (city, no)
);
