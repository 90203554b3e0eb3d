-- What sync asks of the registry.

-- name: people_with_role many
-- in: role code
-- out: id user_id, email text, lang code, name text, phone text?
select p.id, p.email, p.lang, p.name, p.phone
  from person_role r join person p on p.city = r.city and p.id = r.person
 where r.city = :city and r.role = :role and p.state = 'active' order by p.id limit 100;

-- name: device_enrol exec
-- in: id device_id, person user_id, public_key bytes, label text, at instant
-- A device that exists already is its first person's for ever.
insert into device (city, id, person, public_key, label, enrolled_at, seen_at, waiting)
values (:city, :id, :person, :public_key, :label, :at, :at, 0)
on conflict (city, id) do nothing;

-- name: device_by_id one
-- in: id device_id
-- out: person user_id, public_key bytes, revoked_at instant?
select person, public_key, revoked_at from device where city = :city and id = :id;

-- name: setting_get one
-- in: name code
-- out: value text
select value from setting where city = :city and name = :name;
