-- staff: who works here, by name, for the pages of casework.

-- name: staff_names many
-- out: id user_id, name text, email text, lang code
select id, name, email, lang from person where city = :city
 order by name, id limit 2000;

-- name: staff_one many
-- in: id user_id
-- out: name text, phone text?, email text, lang code, active int
select name, phone, email, lang, case when state = 'active' then 1 else 0 end
  from person where city = :city and id = :id limit 1;

-- name: staff_by_role many
-- in: role code
-- out: id user_id, name text, phone text?, email text, lang code
select p.id, p.name, p.phone, p.email, p.lang
  from person_role r
  join person p on p.city = r.city and p.id = r.person
 where r.city = :city and r.role = :role and p.state = 'active'
 order by p.name, p.id
 limit 200;

-- name: weekly_people many
-- in: most int
-- out: id user_id, email text, lang code
-- Who inspects, for the weekly letter.
select p.id, p.email, p.lang
  from person_role r join person p on p.city = r.city and p.id = r.person
 where r.city = :city and r.role = 'inspector' and p.state = 'active'
 order by p.id limit :most;

-- name: disposal_told one
-- in: event text
-- out: n int
-- Of the public record's schedule: the enforcement store sends no mail.
select count(*) from outbox where city = :city and event = :event;
