-- idp: the identity providers of the city and of the provider of care (domain/side.h).

-- name: idp_all many
-- out: side code, name text, issuer text, client text, acr text?, near int, trusted int, passwords int, keeper user_id?
select side, name, issuer, client, acr, near, trusted, passwords, keeper
from idp where city = :city order by side limit 2;

-- name: idp_put exec
-- in: side code, name text, issuer text, client text, acr text?, near int, trusted int, at instant
insert into idp (city, side, name, issuer, client, acr, near, trusted, passwords, keeper, changed_at)
values (:city, :side, :name, :issuer, :client, :acr, :near, :trusted, 1, null, :at)
on conflict (city, side) do update set name = excluded.name, issuer = excluded.issuer,
    client = excluded.client, acr = excluded.acr, near = excluded.near,
    trusted = excluded.trusted, changed_at = excluded.changed_at;

-- name: idp_passwords exec expect 1
-- in: side code, passwords int, keeper user_id?, at instant
update idp set passwords = :passwords, keeper = :keeper, changed_at = :at
where city = :city and side = :side;

-- name: idp_drop exec expect 1
-- in: side code
delete from idp where city = :city and side = :side;

-- name: idp_group_list many
-- in: side code
-- out: name text, role code
select name, role from idp_group where city = :city and side = :side
order by name, role limit 500;

-- name: idp_group_put exec
-- in: side code, name text, role code
insert into idp_group (city, side, name, role) values (:city, :side, :name, :role)
on conflict (city, side, name, role) do nothing;

-- name: idp_group_drop exec
-- in: side code, name text
delete from idp_group where city = :city and side = :side and name = :name;

-- name: idp_group_drop_all exec
-- in: side code
delete from idp_group where city = :city and side = :side;

-- name: idp_person_by_sub one
-- in: issuer text, sub text
-- out: person user_id
select person from idp_person where city = :city and issuer = :issuer and sub = :sub;

-- name: idp_person_sub one
-- in: issuer text, person user_id
-- out: sub text
select sub from idp_person where city = :city and issuer = :issuer and person = :person;

-- name: idp_person_add exec
-- in: issuer text, sub text, person user_id, at instant
insert into idp_person (city, issuer, sub, person, linked_at)
values (:city, :issuer, :sub, :person, :at);

-- name: idp_person_drop exec expect 1
-- in: issuer text, person user_id
delete from idp_person where city = :city and issuer = :issuer and person = :person;

-- name: idp_state_use exec
-- in: state_sha bytes, at instant
insert into idp_state (city, state_sha, at) values (:city, :state_sha, :at)
on conflict (city, state_sha) do nothing;

-- name: idp_state_old exec
-- in: before instant
delete from idp_state where city = :city and at < :before;

-- name: person_role_drop exec
-- in: person user_id, role code
delete from person_role where city = :city and person = :person and role = :role;
