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

-- name: seen_between each
-- in: first day, last day
-- out: subject id, person user_id, day day
-- For a breach: everybody who saw anything in those days.
select subject, person, day from seen
 where city = :city and day >= :first and day <= :last order by subject, day, person;

-- name: seen_by_person each
-- in: person user_id, first day, last day
-- out: subject id, person user_id, day day
select subject, person, day from seen
 where city = :city and person = :person and day >= :first and day <= :last
 order by subject, day;
