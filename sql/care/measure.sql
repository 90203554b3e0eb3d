-- measure: instruments and what they came to.  Append-only; the last of a stage counts.

-- name: measure_add exec
-- in: id id, casefile casefile_id, instrument code, stage code, author user_id, at instant, day day, answers sealed, score int?
insert into case_measure (city, id, casefile, instrument, stage, author, at, day, answers, score)
values (:city, :id, :casefile, :instrument, :stage, :author, :at, :day, :answers, :score)
on conflict do nothing;

-- name: measure_list many
-- in: casefile casefile_id
-- out: id id, instrument code, stage code, author user_id, at instant, day day, answers sealed, score int?
select id, instrument, stage, author, at, day, answers, score
  from case_measure
 where city = :city and casefile = :casefile
 order by instrument, at, id
 limit 200;

-- name: report_measures each
-- in: first day, last day, as_of instant
-- out: casefile casefile_id, instrument code, stage code, score int?
-- Of the cases received in the period; for one of them and one instrument in a row.
select m.casefile, m.instrument, m.stage, m.score
  from casefile c
  join case_measure m on m.city = c.city and m.casefile = c.id
 where c.city = :city and c.received_day between :first and :last
   and c.recorded_at <= :as_of and m.at <= :as_of
 order by m.casefile, m.instrument, m.at, m.id;
