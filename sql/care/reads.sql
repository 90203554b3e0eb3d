-- reads: the cases that one person opened on a day, and who came to their end.

-- name: opened_add exec
-- in: person user_id, day day, subject id
insert into case_opened (city, person, day, subject)
values (:city, :person, :day, :subject)
on conflict do nothing;

-- name: opened_count one
-- in: person user_id, day day, subject id
-- out: n int, mine int
select count(*), cast(coalesce(sum(case when subject = :subject then 1 else 0 end), 0) as bigint)
  from case_opened where city = :city and person = :person and day = :day;

-- name: read_alert_add exec
-- in: id id, person user_id, day day, at instant, budget int
insert into read_alert (city, id, person, day, at, budget, more, let_by, let_at)
values (:city, :id, :person, :day, :at, :budget, 0, null, null)
on conflict do nothing;

-- name: read_alert_of one
-- in: person user_id, day day
-- out: id id, more int
select id, more from read_alert where city = :city and person = :person and day = :day;

-- name: read_alert_by_id one
-- in: id id
-- out: person user_id, day day, more int
select person, day, more from read_alert where city = :city and id = :id;

-- name: read_alert_let exec
-- in: id id, more int, by user_id, at instant
update read_alert set more = more + :more, let_by = :by, let_at = :at
 where city = :city and id = :id;

-- name: read_alert_list many
-- out: id id, person user_id, day day, at instant, budget int, more int, opened int, let_by user_id?, let_at instant?
select r.id, r.person, r.day, r.at, r.budget, r.more,
       (select count(*) from case_opened o
         where o.city = r.city and o.city = :city and o.person = r.person and o.day = r.day),
       r.let_by, r.let_at
  from read_alert r where r.city = :city order by r.at desc, r.id limit 200;
