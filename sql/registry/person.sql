-- name: person_by_email one
-- in: email text
-- out: id user_id, name text, lang code, password text?, state code, failed int, locked_until instant?
select id, name, lang, password, state, failed, locked_until
from person where city = :city and email = :email;

-- name: person_entry one
-- in: id user_id
-- out: email text, name text, lang code, password text?, state code, failed int, locked_until instant?
-- Who comes to a second step.
select email, name, lang, password, state, failed, locked_until
from person where city = :city and id = :id;

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

-- name: person_roles_all many
-- out: person user_id, role code
select person, role from person_role where city = :city order by person, role limit 12000;

-- name: person_list many
-- out: id user_id, email text, name text, state code, has_password int, locked_until instant?, signed_in_at instant?
-- Who works here first, then who left.
select p.id, p.email, p.name, p.state, case when p.password is null and not exists (select 1 from idp_person i
            where i.city = p.city and i.person = p.id) then 0 else 1 end,
       p.locked_until, max(s.created_at)
from person p left join session s on s.city = p.city and s.person = p.id
where p.city = :city
group by p.city, p.id order by p.state, p.name, p.email limit 1000;

-- name: person_account one
-- in: id user_id
-- out: email text, name text, phone text?, lang code, state code, has_password int, locked_until instant?, signed_in_at instant?
select p.email, p.name, p.phone, p.lang, p.state,
       case when p.password is null and not exists (select 1 from idp_person i
            where i.city = p.city and i.person = p.id) then 0 else 1 end, p.locked_until, max(s.created_at)
from person p left join session s on s.city = p.city and s.person = p.id
where p.city = :city and p.id = :id
group by p.city, p.id;

-- name: person_others one
-- in: id user_id, role code
-- out: others int
-- Who else has the role and can sign in today.
select count(*) from person p join person_role r on r.city = p.city and r.person = p.id
where p.city = :city and r.role = :role and p.id <> :id and p.state = 'active'
and p.password is not null;

-- name: person_failed exec
-- in: id user_id, failed int, locked_until instant?
update person set failed = :failed, locked_until = :locked_until
where city = :city and id = :id;

-- name: person_password exec expect 1
-- in: id user_id, password text
update person set password = :password, password_short = null, failed = 0,
                  locked_until = null, rev = rev + 1
where city = :city and id = :id and state = 'active';

-- name: person_password_short exec
-- in: id user_id
update person set password_short = 1 where city = :city and id = :id;

-- name: person_password_alone exec
-- in: id user_id
-- Without a second factor a short password opens nothing any more.
update person set password = null, password_short = null, rev = rev + 1
where city = :city and id = :id and password_short = 1;

-- name: person_lang exec
-- in: id user_id, lang code
update person set lang = :lang, rev = rev + 1 where city = :city and id = :id;

-- name: person_disable exec expect 1
-- in: id user_id
update person set state = 'disabled', rev = rev + 1
where city = :city and id = :id and state = 'active';
