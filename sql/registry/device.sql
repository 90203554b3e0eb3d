-- name: device_claimed one
-- in: id device_id
-- out: person user_id, public_key bytes, revoked_at instant?, name text, lang code, state code, seen_at instant, vouched_at instant?
select d.person, d.public_key, d.revoked_at, p.name, p.lang, p.state, d.seen_at,
       d.vouched_at
from device d join person p on p.city = d.city and p.id = d.person
where d.city = :city and d.id = :id;

-- name: device_seen exec
-- in: id device_id, at instant
update device set seen_at = :at where city = :city and id = :id;

-- name: device_vouched exec
-- in: id device_id, person user_id, at instant
update device set vouched_at = :at
where city = :city and id = :id and person = :person and revoked_at is null;

-- name: device_silent one
-- out: seen_at instant?
-- Since when nobody's newest phone was silent longer, of people who still work here: a
-- phone that another has replaced is no silence.
select min(n.seen_at) from (
    select max(d.seen_at) as seen_at
      from device d join person p on p.city = d.city and p.id = d.person
     where d.city = :city and d.revoked_at is null and p.state = 'active'
     group by d.person) n;

-- name: device_revoke_all exec
-- in: person user_id, at instant
update device set revoked_at = :at
where city = :city and person = :person and revoked_at is null;

-- name: device_person one
-- in: id device_id
-- out: person user_id
select person from device where city = :city and id = :id;

-- name: device_told exec
-- in: id device_id, print code
-- The answer that says it goes out behind this.
update device set box_print = :print
where city = :city and id = :id and (box_print is null or box_print <> :print);

-- name: device_behind one
-- in: print code
-- out: n int
-- Phones that seal to another box yet: of people who still work here.
select count(*) from device d join person p on p.city = d.city and p.id = d.person
where d.city = :city and d.revoked_at is null and p.state = 'active'
  and (d.box_print is null or d.box_print <> :print);

-- name: device_list many
-- in: person user_id
-- out: id device_id, enrolled_at instant, seen_at instant
select id, enrolled_at, seen_at from device
where city = :city and person = :person and revoked_at is null
order by seen_at desc limit 50;

-- name: device_revoke exec
-- in: id device_id, person user_id, at instant
update device set revoked_at = :at
where city = :city and id = :id and person = :person and revoked_at is null;
