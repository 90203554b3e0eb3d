-- practice: who has done the six doors, and when; who was asked the survey's questions.

-- name: practice_add exec
-- in: id practice_id, person user_id, day day, version int
-- A phone sends again what was not answered; the second time changes nothing.
insert into practice (city, id, person, day, version)
values (:city, :id, :person, :day, :version)
on conflict (city, id) do nothing;

-- name: practice_known one
-- in: id practice_id
-- out: person user_id
select person from practice where city = :city and id = :id;

-- name: practice_own one
-- in: person user_id
-- out: done day?, answered code?
-- What a phone must know of its person: whom to remind, whom not to ask again.
select (select max(d.day) from practice d where d.city = :city and d.person = :person),
       (select max(a.quarter) from survey_answered a
         where a.city = :city and a.person = :person);

-- name: training_list many
-- out: id user_id, name text, done day?
-- Everybody who works here and visits homes.
select p.id, p.name, max(d.day)
  from person p left join practice d on d.city = p.city and d.person = p.id
 where p.city = :city and p.state = 'active'
   and exists (select 1 from person_role r
                where r.city = :city and r.person = p.id
                  and r.role in ('inspector', 'supervisor'))
 group by p.id, p.name order by p.name, p.id limit 1000;

-- name: survey_answered_add exec
-- in: person user_id, quarter code
insert into survey_answered (city, person, quarter) values (:city, :person, :quarter)
on conflict (city, person, quarter) do nothing;

-- name: survey_earlier one
-- in: person user_id, quarter code
-- out: n int
select count(*) from survey_answered
 where city = :city and person = :person and quarter < :quarter;
