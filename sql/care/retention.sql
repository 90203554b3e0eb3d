-- retention: cases whose years are over.  Not those that are erased, under a legal hold,
-- or looked after together with one that is not over yet.

-- name: retention_due many
-- in: before day, most int
-- out: casefile casefile_id, closed_day day
select c.id as casefile, c.closed_day from casefile c
  join resident r on r.city = c.city and r.id = c.resident
 where c.city = :city and c.closed_day <= :before and c.state = 'closed'
   and r.wrapped_key is not null
   and not exists (select 1 from erasure e
                    where e.city = :city and e.resident = c.resident)
   and not exists (select 1 from legal_hold h
                    where h.city = :city and h.casefile = c.id and h.lifted_at is null)
   and not exists (select 1 from case_join j
                     join casefile o on o.city = j.city and (o.id = j.main or o.id = j.casefile)
                    where j.city = :city and j.ended = 0
                      and (j.casefile = c.id or j.main = c.id)
                      and (o.state <> 'closed' or o.closed_day > :before
                           or exists (select 1 from legal_hold g
                                       where g.city = :city and g.casefile = o.id
                                         and g.lifted_at is null)))
 order by c.closed_day, c.id limit :most;

-- name: retention_held one
-- in: before day
-- out: n int
select count(*) from casefile c
 where c.city = :city and c.closed_day <= :before and c.state = 'closed'
   and exists (select 1 from legal_hold h
                where h.city = :city and h.casefile = c.id and h.lifted_at is null);

-- name: retention_run_add exec
-- in: id id, class code, before day, cases int, by_whom user_id, at instant
insert into retention_run (city, id, class, before, cases, by_whom, at)
values (:city, :id, :class, :before, :cases, :by_whom, :at)
on conflict do nothing;

-- name: retention_run_list many
-- out: id id, class code, before day, cases int, by_whom user_id, at instant
select id, class, before, cases, by_whom, at from retention_run
 where city = :city order by at desc, id limit 50;

-- name: retention_run_known one
-- in: id id
-- out: n int
select count(*) from retention_run where city = :city and id = :id;

-- name: retention_told one
-- in: event text
-- out: n int
select count(*) from outbox where city = :city and event = :event;
