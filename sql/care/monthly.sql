-- monthly: the page for the city's leaders, and what was learnt.

-- name: monthly_told one
-- out: setting text, month day?
select setting, month from monthly_told where city = :city;

-- name: monthly_tell exec
-- in: setting text, month day?, at instant
insert into monthly_told (city, setting, month, at) values (:city, :setting, :month, :at)
on conflict (city) do update
   set setting = excluded.setting, month = excluded.month, at = excluded.at;

-- name: learnt_get one
-- in: month day
-- out: words text, released_at instant?, rev int
select words, released_at, rev from learnt where city = :city and month = :month;

-- name: learnt_known many
-- in: reader user_id, since instant, rows int
-- out: id casefile_id, resident resident_id?, person sealed?, place sealed?
-- Open cases and those closed lately; none that is closed to the reader, who would learn
-- of it.
select c.id, c.resident, c.person, c.place from casefile c
 where c.city = :city and (c.closed_at is null or c.closed_at >= :since)
   and {open_to c.id :reader}
 order by c.received_at desc, c.id limit :rows;

-- name: learnt_put exec expect 1
-- in: month day, words text, released_at instant?, author user_id, at instant, rev int
insert into learnt (city, month, words, released_at, author, at, rev)
values (:city, :month, :words, :released_at, :author, :at, :rev)
on conflict (city, month) do update
   set words = excluded.words, released_at = excluded.released_at,
       author = excluded.author, at = excluded.at, rev = excluded.rev
 where learnt.rev = excluded.rev - 1;
