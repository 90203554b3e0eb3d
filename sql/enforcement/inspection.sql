-- One inspection whole, as the desk and its letters have it.

-- name: inspection_file one
-- in: id inspection_id
-- out: property property_id, number text, street text, property_unit text, place text, region text, postcode text, year_built int?, neighbourhood text?, unit text, kind code, inspector user_id?, planned_day day, planned_time text?, state code, occupancy code?, present text?, started_at instant?, card_left code?, card_reason code?, signed_at instant?, signed_name text?, order_text text?, order_sha bytes?, units int?, habitable int?
select p.id, p.number, p.street, p.unit, p.place, p.region, p.postcode, p.year_built,
       p.neighbourhood, v.unit, v.kind, v.inspector, v.planned_day, v.planned_time, v.state,
       v.occupancy, v.present, v.started_at, v.card_left, v.card_reason, v.signed_at,
       v.signed_name, v.order_text, v.order_sha, v.units, v.habitable
  from inspection v
  join property p on p.city = v.city and p.id = v.property
 where v.city = :city and v.id = :id;

-- name: inspection_findings many
-- in: inspection inspection_id
-- out: id finding_id, code text, library text, place code, note text, endangering int, responsible code, correct_by day?, state code, state_day day, photos int, room text?, nspire text?, severity code?, variance text?
select f.id, f.code, f.library, f.place, f.note, f.endangering, f.responsible,
       f.correct_by, f.state, f.state_day,
       (select count(*) from finding_photo p where p.city = :city and p.finding = f.id),
       f.room, f.nspire, f.severity, f.variance
  from finding f
 where f.city = :city and f.inspection = :inspection
 order by f.observed_at, f.id
 limit 200;

-- name: inspection_addenda many
-- in: inspection inspection_id
-- out: id addendum_id, author user_id, text text, at instant
select id, author, text, at from addendum
 where city = :city and inspection = :inspection
 order by at, id
 limit 100;

-- name: inspection_deliveries many
-- in: inspection inspection_id
-- out: id delivery_id, day day, recipient code, how code, recorded_by user_id, recorded_at instant, corrects delivery_id?
select id, day, recipient, how, recorded_by, recorded_at, corrects from delivery
 where city = :city and inspection = :inspection
 order by recorded_at, id
 limit 200;

-- name: delivery_add exec
-- in: id delivery_id, inspection inspection_id, day day, recipient code, how code, recorded_by user_id, recorded_at instant, corrects delivery_id?
-- A form sent twice adds one row.
insert into delivery (city, id, inspection, day, recipient, how, recorded_by, recorded_at,
                      corrects)
values (:city, :id, :inspection, :day, :recipient, :how, :recorded_by, :recorded_at,
        :corrects)
on conflict (city, id) do nothing;
