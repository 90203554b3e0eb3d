-- name: seen_add exec
-- in: subject id, person id, day day
insert into seen (city, subject, person, day) values (:city, :subject, :person, :day)
on conflict (city, subject, person, day) do nothing;
