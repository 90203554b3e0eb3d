-- Paper forms as they are typed in at the desk.

-- name: paper_add exec
-- in: id id, inspection inspection_id, entered_by user_id, entered_at instant, number text?, no_entry op_id?
insert into paper_entry (city, id, inspection, entered_by, entered_at, number, no_entry)
values (:city, :id, :inspection, :entered_by, :entered_at, :number, :no_entry);

-- name: paper_there one
-- in: id id
-- out: inspection inspection_id, property property_id
select e.inspection, v.property
  from paper_entry e
  join inspection v on v.city = e.city and v.id = e.inspection
 where e.city = :city and e.id = :id;

-- name: paper_same many
-- in: property property_id, inspector user_id, at instant, unit text, visit inspection_id?
-- out: inspection inspection_id, property property_id
-- The same sheet, typed in before.  A door that stayed closed leaves a planned visit's
-- unit as it was.
select e.inspection, v.property
  from inspection v
  join paper_entry e on e.city = v.city and e.inspection = v.id
  left join no_entry n on n.city = e.city and n.id = e.no_entry
 where v.city = :city and v.property = :property
   and (v.unit = :unit or v.id = :visit)
   and coalesce(n.author, v.inspector) = :inspector
   and coalesce(n.at, v.started_at) = :at
 order by e.inspection limit 1;

-- name: paper_planned many
-- in: property property_id, since day
-- out: id inspection_id, unit text, kind code, inspector user_id?, planned_day day, planned_time text?
-- Visits of a home that nobody has made yet, as far as the office knows.
select id, unit, kind, inspector, planned_day, planned_time from inspection
 where city = :city and property = :property and planned_day >= :since
   and state = 'planned' and withdrawn_at is null
 order by planned_day, planned_time, id limit 20;

-- name: paper_follower many
-- in: inspection inspection_id
-- out: id inspection_id, inspector user_id?, rev int
-- Its re-inspection, where a rule planned one.
select id, inspector, rev from inspection
 where city = :city and follows = :inspection and state = 'planned'
   and withdrawn_at is null
 order by id limit 1;

-- name: paper_entered many
-- in: since instant, sheet text
-- out: inspection inspection_id, property property_id, number text, street text, unit text, inspector user_id?, at instant?, reason code?, entered_by user_id, entered_at instant, sheet text?
-- Those of one number, or of none in particular since then.
select v.id, v.property, p.number, p.street,
       case when v.unit = '' then p.unit else v.unit end,
       coalesce(n.author, v.inspector), coalesce(n.at, v.started_at), n.reason,
       e.entered_by, e.entered_at, e.number
  from paper_entry e
  join inspection v on v.city = e.city and v.id = e.inspection
  join property p on p.city = v.city and p.id = v.property
  left join no_entry n on n.city = e.city and n.id = e.no_entry
 where e.city = :city and e.entered_at >= :since and (:sheet = '' or e.number = :sheet)
 order by e.entered_at desc, e.id limit 20;

-- name: paper_of many
-- in: inspection inspection_id
-- out: entered_by user_id, entered_at instant
select entered_by, entered_at from paper_entry
 where city = :city and inspection = :inspection
 order by entered_at limit 1;
