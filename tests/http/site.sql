-- What the tests of the web layer plant in, and look up from, a world's stores.

-- name: site_case_own exec expect 1
-- in: id casefile_id, owner user_id?
update casefile set owner = :owner where city = :city and id = :id;

-- name: site_session_seen one
-- in: person user_id
-- out: seen_at instant
select max(seen_at) from session where city = :city and person = :person;
