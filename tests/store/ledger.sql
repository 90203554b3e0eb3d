-- Statements that only the tests of the store run, on the registry's settings.

-- name: ledger_add exec
-- in: name code, value text
insert into setting (city, name, value, rev) values (:city, :name, :value, 1);

-- name: ledger_set exec expect 1
-- in: name code, value text, rev int
update setting set value = :value, rev = :rev
 where city = :city and name = :name and rev = :rev - 1;

-- name: ledger_get one
-- in: name code
-- out: value text, rev int
select value, rev from setting where city = :city and name = :name;

-- name: ledger_all each
-- out: name code, value text
select name, value from setting where city = :city order by name;

-- name: ledger_count one
-- out: rows int
select count(*) from setting where city = :city;

-- name: types_add exec
-- in: sha256 bytes, size int, have int, complete_at instant?, author user_id, created_at instant
insert into photo (city, sha256, size, have, complete_at, author, created_at)
values (:city, :sha256, :size, :have, :complete_at, :author, :created_at);

-- name: types_get one
-- in: sha256 bytes
-- out: size int, have int, complete_at instant?, author user_id, created_at instant, absent text?, day day, no_day day?, no_int int?, no_id id?, no_bytes bytes?
select size, have, complete_at, author, created_at, cast(null as text), '2026-11-24',
       cast(null as text), cast(null as bigint), author, sha256
  from photo where city = :city and sha256 = :sha256;
