-- name: session_add exec
-- in: token_sha bytes, id id, person user_id, kind code, label text?, csrf bytes, second int, at instant, expires_at instant, device device_id?
insert into session (city, token_sha, id, person, kind, label, csrf, second, created_at,
                     seen_at, expires_at, ended_at, device)
values (:city, :token_sha, :id, :person, :kind, :label, :csrf, :second, :at, :at,
        :expires_at, null, :device);

-- name: session_by_token one
-- in: token_sha bytes
-- out: person user_id, kind code, csrf bytes, seen_at instant, expires_at instant, name text, lang code, second int, asked text?, device device_id?
-- `asked`: of which roles the city wants a second factor.
select s.person, s.kind, s.csrf, s.seen_at, s.expires_at, p.name, p.lang,
       coalesce(s.second, 0),
       (select g.value from setting g where g.city = :city and g.name = 'second_step'),
       s.device
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

-- name: session_second exec
-- in: csrf bytes, person user_id
-- This one has shown it.
update session set second = 1
where city = :city and person = :person and csrf = :csrf and ended_at is null;

-- name: session_bind exec
-- in: csrf bytes, person user_id, device device_id
-- To the key of the phone that it was begun on, and never to another one.
update session set device = :device
where city = :city and person = :person and csrf = :csrf and kind = 'bearer'
  and device is null and ended_at is null;

-- name: session_end_others exec
-- in: csrf bytes, person user_id, at instant
update session set ended_at = :at
where city = :city and person = :person and csrf <> :csrf and ended_at is null;

-- name: session_list many
-- in: person user_id, now instant
-- out: id id, kind code, label text?, csrf bytes, created_at instant, seen_at instant, expires_at instant
-- Not ended; which of them rested for too long, app knows.
select id, kind, label, csrf, created_at, seen_at, expires_at
from session where city = :city and person = :person and ended_at is null
and expires_at > :now and id is not null
order by seen_at desc limit 200;

-- name: session_end_one exec
-- in: id id, person user_id, at instant
update session set ended_at = :at
where city = :city and person = :person and id = :id and ended_at is null;
