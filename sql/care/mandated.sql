-- mandated: reports of abuse or neglect, by their author.

-- name: mandated_add exec
-- in: id id, author user_id, lane code, called_at instant, write_by instant, words sealed
insert into mandated_report (city, id, author, lane, called_at, write_by, words, rev)
values (:city, :id, :author, :lane, :called_at, :write_by, :words, 1)
    on conflict (city, id) do nothing;

-- name: mandated_list many
-- in: author user_id
-- out: id id, author user_id, lane code, called_at instant, write_by instant, written_at instant?, words sealed
select id, author, lane, called_at, write_by, written_at, words from mandated_report
 where city = :city and author = :author
 order by called_at desc, id limit 100;

-- name: mandated_all many
-- in: most int
-- out: id id, author user_id, lane code, called_at instant, write_by instant, written_at instant?, words sealed
select id, author, lane, called_at, write_by, written_at, words from mandated_report
 where city = :city
 order by called_at desc, id limit :most;

-- name: mandated_written exec
-- in: id id, author user_id, at instant
-- Of one's own alone; the first time stands.
update mandated_report set written_at = :at, rev = rev + 1
 where city = :city and id = :id and author = :author and written_at is null;

-- name: mandated_waiting many
-- in: before instant
-- out: id id, author user_id
select id, author from mandated_report
 where city = :city and written_at is null and reminded_at is null and write_by < :before
 order by write_by, id limit 50;

-- name: mandated_reminded exec
-- in: id id, at instant
update mandated_report set reminded_at = :at, rev = rev + 1
 where city = :city and id = :id and reminded_at is null;
