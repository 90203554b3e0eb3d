-- name: invitation_add exec
-- in: token_sha bytes, person user_id, at instant, expires_at instant
-- A link that a form made before, sent twice, is the same link.
insert into invitation (city, token_sha, person, created_at, expires_at, used_at)
values (:city, :token_sha, :person, :at, :expires_at, null)
on conflict (city, token_sha) do nothing;

-- name: invitation_replace exec
-- in: token_sha bytes, person user_id, at instant
-- Of a person's links only the newest opens anything.
update invitation set expires_at = :at
where city = :city and person = :person and token_sha <> :token_sha and used_at is null
and expires_at > :at;

-- name: invitation_newest one
-- in: person user_id
-- out: expires_at instant
select expires_at from invitation
where city = :city and person = :person and used_at is null
order by created_at desc, expires_at desc limit 1;

-- name: invitation_by_token one
-- in: token_sha bytes, now instant, latest instant
-- out: person user_id, email text, name text
-- Not one that ends later than any made by now may.
select i.person, p.email, p.name
from invitation i join person p on p.city = i.city and p.id = i.person
where i.city = :city and i.token_sha = :token_sha and i.used_at is null
and i.expires_at > :now and i.expires_at <= :latest and p.state = 'active';

-- name: invitation_use exec expect 1
-- in: token_sha bytes, at instant
update invitation set used_at = :at
where city = :city and token_sha = :token_sha and used_at is null and expires_at > :at;
