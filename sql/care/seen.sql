-- seen: who saw whom: the first sight of a subject by a person on a day.

-- name: seen_add exec
-- in: subject id, person user_id, day day
insert into seen (city, subject, person, day) values (:city, :subject, :person, :day)
on conflict do nothing;

-- name: seen_of many
-- in: subject id
-- out: person user_id, day day
select person, day from seen where city = :city and subject = :subject
 order by day, person limit 10000;
