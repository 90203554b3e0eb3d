-- history: what is on the public record of a property, as care reads it beside a case.

-- name: history_property one
-- in: id property_id
-- out: number text, street text, unit text, place text, postcode text, year_built int?, neighbourhood text?
select number, street, unit, place, postcode, year_built, neighbourhood
  from property where city = :city and id = :id;

-- name: history_inspections many
-- in: property property_id
-- out: id inspection_id, unit text, kind code, planned_day day, planned_time text?, state code, started_at instant?, signed_at instant?, card_left code?, findings int, open int
select i.id, i.unit, i.kind, i.planned_day, i.planned_time, i.state, i.started_at,
       i.signed_at, i.card_left,
       (select count(*) from finding f where f.city = i.city and f.inspection = i.id),
       (select count(*) from finding f
         where f.city = i.city and f.inspection = i.id and f.state = 'open')
  from inspection i
 where i.city = :city and i.property = :property
 order by i.planned_day desc, i.id desc
 limit 30;

-- name: history_open_findings many
-- in: property property_id
-- out: id finding_id, unit text, code text, library text, place code, note text, endangering int, responsible code, correct_by day?, observed_at instant
select id, unit, code, library, place, note, endangering, responsible, correct_by, observed_at
  from finding
 where city = :city and property = :property and state = 'open'
 order by endangering desc, observed_at desc, id
 limit 30;
