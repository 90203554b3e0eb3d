-- feeling: whether it got better.

-- name: feeling_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, day day, feeling code
insert into case_feeling (city, id, casefile, author, at, day, feeling)
values (:city, :id, :casefile, :author, :at, :day, :feeling)
on conflict do nothing;

-- name: feeling_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, day day, feeling code
select id, author, at, day, feeling
  from case_feeling
 where city = :city and casefile = :casefile
 order by at, id
 limit 40;

-- name: report_feelings each
-- in: first day, last day, as_of instant
-- out: casefile casefile_id, feeling code?
-- Every connected case of our own, received in the period; its answers in a row.
select c.id as casefile, f.feeling
  from casefile c
  left join case_feeling f on f.city = c.city and f.casefile = c.id and f.at <= :as_of
 where c.city = :city and c.received_day between :first and :last
   and c.recorded_at <= :as_of and c.connected_day is not null and c.kind <> 'imported'
 order by c.id, f.at, f.id;
