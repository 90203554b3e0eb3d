-- Requests for inspection (105 CMR 410.600) and the visit that answers each.

-- name: request_add exec
-- in: id id, inspection inspection_id, property property_id, unit text, came code, alleged int, wrong text, received_day day, due_day day, taken_by user_id, taken_at instant
insert into inspection_request (city, id, inspection, property, unit, came, alleged, wrong,
                                received_day, due_day, taken_by, taken_at)
values (:city, :id, :inspection, :property, :unit, :came, :alleged, :wrong, :received_day,
        :due_day, :taken_by, :taken_at);

-- name: request_there one
-- in: id id
-- out: inspection inspection_id
select inspection from inspection_request where city = :city and id = :id;

-- name: request_open many
-- in: since day
-- out: id id, inspection inspection_id, number text, street text, unit text, came code, alleged int, wrong text, received_day day, due_day day, inspector user_id?, planned_day day, planned_time text?
-- Those nobody has gone to yet, the most urgent first.
select r.id, r.inspection, p.number, p.street,
       case when r.unit = '' then p.unit else r.unit end, r.came, r.alleged, r.wrong,
       r.received_day, r.due_day, v.inspector, v.planned_day, v.planned_time
  from inspection_request r
  join inspection v on v.city = r.city and v.id = r.inspection
  join property p on p.city = r.city and p.id = r.property
 where r.city = :city and r.due_day >= :since and v.state = 'planned'
 order by r.due_day, r.taken_at, r.id limit 300;

-- name: request_done many
-- in: since day
-- out: id id, inspection inspection_id, number text, street text, unit text, alleged int, received_day day, due_day day, inspector user_id?, planned_day day, started_at instant?
select r.id, r.inspection, p.number, p.street,
       case when r.unit = '' then p.unit else r.unit end, r.alleged, r.received_day,
       r.due_day, v.inspector, v.planned_day, coalesce(v.started_at, v.inspected_at)
  from inspection_request r
  join inspection v on v.city = r.city and v.id = r.inspection
  join property p on p.city = r.city and p.id = r.property
 where r.city = :city and r.due_day >= :since and v.state <> 'planned'
 order by v.started_at desc, r.id limit 20;

-- name: request_place one
-- in: property property_id
-- out: number text, street text, unit text, place text, postcode text, neighbourhood text?
select number, street, unit, place, postcode, neighbourhood
  from property where city = :city and id = :property;

-- name: request_search many
-- in: low int, like text
-- out: id property_id, number text, street text, unit text, place text, postcode text
-- Streets with a word that begins so; low 0: any number.
select id, number, street, unit, place, postcode from property
 where city = :city and (' ' || street_key) like :like
   and (:low = 0 or (number_low <= :low and number_high >= :low))
 order by street_key, number_low, number, unit, id limit 40;

-- name: request_result one
-- in: inspection inspection_id
-- out: kind code, state code, planned_day day, planned_time text?, started_at instant?, findings int, open int
select i.kind, i.state, i.planned_day, i.planned_time, i.started_at,
       (select count(*) from finding f where f.city = :city and f.inspection = i.id),
       (select count(*) from finding f where f.city = :city and f.inspection = i.id
           and f.state = 'open')
  from inspection i where i.city = :city and i.id = :inspection;

-- name: request_told one
-- in: inspection inspection_id
-- out: state code, number text, street text, unit text
-- What whoever asked may hear: where, and whether somebody has been there.
select v.state, p.number, p.street, case when r.unit = '' then p.unit else r.unit end
  from inspection_request r
  join inspection v on v.city = r.city and v.id = r.inspection
  join property p on p.city = r.city and p.id = r.property
 where r.city = :city and r.inspection = :inspection limit 1;
