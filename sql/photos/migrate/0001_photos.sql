-- 0001 photos: bytes by hash, arriving in chunks.

create table photo (
    city       code    not null,
    sha256     bytes   not null,
    size       integer not null,   -- as announced by the first chunk
    have       integer not null,   -- bytes durable so far, without a gap
    complete_at instant,
    author     id      not null,
    created_at instant not null,
    primary key (city, sha256)
);

create table photo_chunk (
    city   code    not null,
    sha256 bytes   not null,
    start  integer not null,
    bytes  bytes   not null,
    primary key (city, sha256, start)
);
