-- name: session_add exec
-- in: token_sha bytes, person user_id, kind code, csrf bytes, at instant, expires_at instant
insert into session (city, token_sha, person, kind, csrf, created_at, seen_at, expires_at,
                     ended_at)
values (:city, :token_sha, :person, :kind, :csrf, :at, :at, :expires_at, null);

-- name: session_by_token one
-- in: token_sha bytes
-- out: person user_id, kind code, csrf bytes, seen_at instant, expires_at instant, name text, lang code
select s.person, s.kind, s.csrf, s.seen_at, s.expires_at, p.name, p.lang
from session s join person p on p.city = s.city and p.id = s.person
where s.city = :city and s.token_sha = :token_sha and s.ended_at is null
and p.state = 'active';

-- name: session_seen exec
-- in: token_sha bytes, at instant
update session set seen_at = :at
where city = :city and token_sha = :token_sha and ended_at is null;

-- name: session_end exec
-- in: token_sha bytes, at instant
update session set ended_at = :at
where city = :city and token_sha = :token_sha and ended_at is null;

-- name: session_end_all exec
-- in: person user_id, at instant
update session set ended_at = :at
where city = :city and person = :person and ended_at is null;

-- name: session_end_everybody exec
-- in: at instant
update session set ended_at = :at
where city = :city and ended_at is null;
