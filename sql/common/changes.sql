-- What phones are told of, by number.

-- name: changes_since many
-- in: no int, person user_id
-- out: no int, kind code, id id
select no, kind, id from change_log
 where city = :city and no > :no and (person is null or person = :person)
 order by no limit 201;
