-- What the tests of the web layer plant in, and look up from, a world's stores.

-- name: site_case_own exec expect 1
-- in: id casefile_id, owner user_id?
update casefile set owner = :owner where city = :city and id = :id;

-- name: site_session_seen one
-- in: person user_id
-- out: seen_at instant
select max(seen_at) from session where city = :city and person = :person;

-- name: site_requests many
-- out: id id, unit text, came text, wrong text, taken_by user_id
select id, unit, came, wrong, taken_by
  from inspection_request where city = :city order by taken_at, id limit 50;

-- name: site_begun exec
-- in: at instant
-- Somebody is at every home that was to be visited.
update inspection set state = 'started', started_at = :at
 where city = :city and state = 'planned';

-- name: site_contacts one
-- out: n int
select count(*) from agency_inspection where city = :city and contact is not null;
