-- name: invitation_add exec
-- in: token_sha bytes, person user_id, at instant, expires_at instant
insert into invitation (city, token_sha, person, created_at, expires_at, used_at)
values (:city, :token_sha, :person, :at, :expires_at, null);

-- name: invitation_by_token one
-- in: token_sha bytes, now instant
-- out: person user_id, email text, name text
select i.person, p.email, p.name
from invitation i join person p on p.city = i.city and p.id = i.person
where i.city = :city and i.token_sha = :token_sha and i.used_at is null
and i.expires_at > :now and p.state = 'active';

-- name: invitation_use exec expect 1
-- in: token_sha bytes, at instant
update invitation set used_at = :at
where city = :city and token_sha = :token_sha and used_at is null and expires_at > :at;
