-- Photographs by hash, in chunks.

-- name: photo_get one
-- in: sha256 bytes
-- out: size int, have int, complete_at instant?, author user_id
select size, have, complete_at, author from photo where city = :city and sha256 = :sha256;

-- name: photo_new exec
-- in: sha256 bytes, size int, author user_id, created_at instant
insert into photo (city, sha256, size, have, author, created_at)
values (:city, :sha256, :size, 0, :author, :created_at);

-- name: photo_chunk_add exec
-- in: sha256 bytes, start int, bytes bytes
insert into photo_chunk (city, sha256, start, bytes)
values (:city, :sha256, :start, :bytes);

-- name: photo_have exec expect 1
-- in: sha256 bytes, have int, complete_at instant?
update photo set have = :have, complete_at = :complete_at
 where city = :city and sha256 = :sha256;

-- name: photo_chunks each
-- in: sha256 bytes
-- out: start int, bytes bytes
select start, bytes from photo_chunk where city = :city and sha256 = :sha256 order by start;

-- name: photo_chunks_drop exec
-- in: sha256 bytes
delete from photo_chunk where city = :city and sha256 = :sha256;

-- name: photo_drop exec
-- in: sha256 bytes
delete from photo where city = :city and sha256 = :sha256;
