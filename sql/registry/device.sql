-- name: device_claimed one
-- in: id device_id
-- out: person user_id, public_key bytes, revoked_at instant?, name text, lang code, state code
select d.person, d.public_key, d.revoked_at, p.name, p.lang, p.state
from device d join person p on p.city = d.city and p.id = d.person
where d.city = :city and d.id = :id;
