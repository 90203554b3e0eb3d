-- name: person_by_email one
-- in: email text
-- out: id user_id, name text, lang code, password text?, state code, failed int, locked_until instant?
select id, name, lang, password, state, failed, locked_until
from person where city = :city and email = :email;

-- name: person_by_id one
-- in: id user_id
-- out: email text, name text, lang code, state code
select email, name, lang, state from person where city = :city and id = :id;

-- name: person_add exec
-- in: id user_id, email text, name text, phone text?, lang code, created_at instant
insert into person (city, id, email, name, phone, lang, password, state, created_at, failed,
                    locked_until, rev)
values (:city, :id, :email, :name, :phone, :lang, null, 'active', :created_at, 0, null, 1);

-- name: person_role_add exec
-- in: person user_id, role code
insert into person_role (city, person, role) values (:city, :person, :role)
on conflict (city, person, role) do nothing;

-- name: person_roles many
-- in: person user_id
-- out: role code
select role from person_role where city = :city and person = :person order by role limit 20;

-- name: person_list many
-- out: id user_id, email text, name text, state code, has_password int
select id, email, name, state, case when password is null then 0 else 1 end
from person where city = :city order by email limit 1000;

-- name: person_failed exec
-- in: id user_id, failed int, locked_until instant?
update person set failed = :failed, locked_until = :locked_until
where city = :city and id = :id;

-- name: person_password exec expect 1
-- in: id user_id, password text
update person set password = :password, failed = 0, locked_until = null, rev = rev + 1
where city = :city and id = :id and state = 'active';

-- name: person_lang exec
-- in: id user_id, lang code
update person set lang = :lang, rev = rev + 1 where city = :city and id = :id;

-- name: person_disable exec expect 1
-- in: id user_id
update person set state = 'disabled', rev = rev + 1
where city = :city and id = :id and state = 'active';
