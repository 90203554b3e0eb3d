-- home: what happened, or is about to, at given properties.  Read by casework alone; it
-- leaves no trace here.  `ids` are 16-byte identifiers of properties one behind the other.
-- Condemnation is 105 CMR 410.900, before 2023 410.831.

-- name: home_visits many
-- in: ids bytes, since day, today day, until day
-- out: id inspection_id, property property_id, unit text, kind code, state code, planned_day day, open int, condemned int
-- Signed orders with violations since a day, and re-inspections soon to come.
-- sqlite:
select v.id, v.property, v.unit, v.kind, v.state, v.planned_day,
       (select count(*) from finding f
         where f.city = :city and f.inspection = v.id and f.state <> 'corrected'),
       (select count(*) from finding f
         where f.city = :city and f.inspection = v.id and f.code in ('410.900', '410.831'))
  from id_list(:ids) i cross join inspection v on v.city = :city and v.property = i.id
 where (v.state = 'signed' and v.planned_day between :since and :today
        or v.state = 'planned' and v.kind = 'reinspection'
           and v.planned_day between :today and :until)
   and v.withdrawn_at is null
 order by v.planned_day desc, v.id limit 1000;
-- postgres:
select v.id, v.property, v.unit, v.kind, v.state, v.planned_day,
       (select count(*) from finding f
         where f.city = :city and f.inspection = v.id and f.state <> 'corrected'),
       (select count(*) from finding f
         where f.city = :city and f.inspection = v.id and f.code in ('410.900', '410.831'))
  from inspection v
 where v.city = :city and v.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and (v.state = 'signed' and v.planned_day between :since and :today
        or v.state = 'planned' and v.kind = 'reinspection'
           and v.planned_day between :today and :until)
   and v.withdrawn_at is null
 order by v.planned_day desc, v.id limit 1000;

-- name: home_findings many
-- in: ids bytes, since day, today day
-- out: id finding_id, property property_id, unit text, code text, state code, state_day day, correct_by day?
-- Violations corrected since a day, and open ones whose day passed since then.
-- sqlite:
select f.id, f.property, f.unit, f.code, f.state, f.state_day, f.correct_by
  from id_list(:ids) i cross join finding f on f.city = :city and f.property = i.id
 where f.state = 'corrected' and f.state_day between :since and :today
    or f.state = 'open' and f.correct_by >= :since and f.correct_by < :today
 order by f.state_day desc, f.id limit 1000;
-- postgres:
select f.id, f.property, f.unit, f.code, f.state, f.state_day, f.correct_by
  from finding f
 where f.city = :city and f.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and (f.state = 'corrected' and f.state_day between :since and :today
        or f.state = 'open' and f.correct_by >= :since and f.correct_by < :today)
 order by f.state_day desc, f.id limit 1000;
