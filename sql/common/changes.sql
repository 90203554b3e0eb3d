-- What phones are told of, by number.

-- name: changes_since many
-- in: no int, person user_id
-- out: no int, kind code, id id
-- Two ranges of one index: the rows of all other people are never read.
select no, kind, id from change_log
 where city = :city and no > :no and person = :person
union all
select no, kind, id from change_log
 where city = :city and no > :no and person is null
 order by no limit 201;
