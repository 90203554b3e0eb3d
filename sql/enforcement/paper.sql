-- Paper forms as they are typed in at the desk.

-- name: paper_add exec
-- in: id id, inspection inspection_id, entered_by user_id, entered_at instant
insert into paper_entry (city, id, inspection, entered_by, entered_at)
values (:city, :id, :inspection, :entered_by, :entered_at);

-- name: paper_there one
-- in: id id
-- out: inspection inspection_id, property property_id
select e.inspection, v.property
  from paper_entry e
  join inspection v on v.city = e.city and v.id = e.inspection
 where e.city = :city and e.id = :id;

-- name: paper_same many
-- in: property property_id, inspector user_id, started_at instant, unit text
-- out: inspection inspection_id, property property_id
-- The same sheet, typed in before.
select e.inspection, v.property
  from inspection v
  join paper_entry e on e.city = v.city and e.inspection = v.id
 where v.city = :city and v.property = :property and v.inspector = :inspector
   and v.started_at = :started_at and v.unit = :unit
 order by e.inspection limit 1;

-- name: paper_planned many
-- in: property property_id, since day
-- out: id inspection_id, unit text, kind code, inspector user_id?, planned_day day, planned_time text?
-- Visits of a home that nobody has made yet, as far as the office knows.
select id, unit, kind, inspector, planned_day, planned_time from inspection
 where city = :city and property = :property and planned_day >= :since
   and state = 'planned' and withdrawn_at is null
 order by planned_day, planned_time, id limit 20;

-- name: paper_recent many
-- in: since instant
-- out: inspection inspection_id, number text, street text, unit text, inspector user_id?, started_at instant?, entered_by user_id, entered_at instant
select v.id, p.number, p.street, case when v.unit = '' then p.unit else v.unit end,
       v.inspector, v.started_at, e.entered_by, e.entered_at
  from paper_entry e
  join inspection v on v.city = e.city and v.id = e.inspection
  join property p on p.city = v.city and p.id = v.property
 where e.city = :city and e.entered_at >= :since
 order by e.entered_at desc, e.id limit 20;

-- name: paper_of many
-- in: inspection inspection_id
-- out: entered_by user_id, entered_at instant
select entered_by, entered_at from paper_entry
 where city = :city and inspection = :inspection
 order by entered_at limit 1;
