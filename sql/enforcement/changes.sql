-- What a phone downloads: its own visits with what is known of their houses.
-- `ids` are 16-byte identifiers one behind the other.

-- name: mine_all many
-- in: inspector user_id, from_day day, to_day day
-- out: id inspection_id, property property_id, number text, street text, postcode text, place text, property_unit text, neighbourhood text?, year_built int?, lat_e7 int?, lon_e7 int?, unit text, kind code, state code, planned_day day, planned_time text?, occupancy code?, present text?, card_left code?, card_reason code?, external_id text?, inspected_at instant?, result text?, record_url text?, asked text?, due_day day?, alleged int?
-- The days round today in their order: where there are more, the farthest wait.
select v.id, p.id, p.number, p.street, p.postcode, p.place, p.unit, p.neighbourhood,
       p.year_built, p.lat_e7, p.lon_e7, v.unit, v.kind, v.state, v.planned_day,
       v.planned_time, v.occupancy, v.present, v.card_left, v.card_reason, v.external_id, v.inspected_at, v.result,
       v.record_url, r.wrong, r.due_day, r.alleged
  from inspection v join property p on p.city = v.city and p.id = v.property
  left join inspection_request r on r.city = v.city and r.inspection = v.id
 where v.city = :city and v.inspector = :inspector and v.withdrawn_at is null
   and v.state in ('planned', 'started', 'signed')
   and v.planned_day >= :from_day and v.planned_day <= :to_day
 order by v.planned_day, v.planned_time, v.id limit 200;

-- name: mine_by_ids many
-- in: inspector user_id, ids bytes
-- out: id inspection_id, property property_id, number text, street text, postcode text, place text, property_unit text, neighbourhood text?, year_built int?, lat_e7 int?, lon_e7 int?, unit text, kind code, state code, planned_day day, planned_time text?, occupancy code?, present text?, card_left code?, card_reason code?, external_id text?, inspected_at instant?, result text?, record_url text?, asked text?, due_day day?, alleged int?
-- sqlite:
select v.id, p.id, p.number, p.street, p.postcode, p.place, p.unit, p.neighbourhood,
       p.year_built, p.lat_e7, p.lon_e7, v.unit, v.kind, v.state, v.planned_day,
       v.planned_time, v.occupancy, v.present, v.card_left, v.card_reason, v.external_id, v.inspected_at, v.result,
       v.record_url, r.wrong, r.due_day, r.alleged
  from id_list(:ids) i cross join inspection v on v.city = :city and v.id = i.id
  cross join property p on p.city = v.city and p.id = v.property
  left join inspection_request r on r.city = :city and r.inspection = v.id
 where v.inspector = :inspector and v.withdrawn_at is null limit 400;
-- postgres:
select v.id, p.id, p.number, p.street, p.postcode, p.place, p.unit, p.neighbourhood,
       p.year_built, p.lat_e7, p.lon_e7, v.unit, v.kind, v.state, v.planned_day,
       v.planned_time, v.occupancy, v.present, v.card_left, v.card_reason, v.external_id, v.inspected_at, v.result,
       v.record_url, r.wrong, r.due_day, r.alleged
  from inspection v
  join property p on p.city = v.city and p.id = v.property
  left join inspection_request r on r.city = :city and r.inspection = v.id
 where v.city = :city and v.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and v.inspector = :inspector and v.withdrawn_at is null limit 400;

-- name: mine_at many
-- in: inspector user_id, from_day day, ids bytes
-- out: property property_id
-- Which of these properties have a visit of this inspector.
-- sqlite:
select distinct v.property
  from id_list(:ids) i cross join inspection v on v.city = :city and v.property = i.id
 where v.inspector = :inspector and v.planned_day >= :from_day limit 400;
-- postgres:
select distinct v.property
  from inspection v
 where v.city = :city and v.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and v.inspector = :inspector and v.planned_day >= :from_day limit 400;

-- name: house_inspectors many
-- in: from_day day, ids bytes
-- out: property property_id, inspector user_id
-- Who has a visit at these properties, and so hears of what is found there; once for
-- each visit.
-- sqlite:
select v.property, v.inspector
  from id_list(:ids) i cross join inspection v on v.city = :city and v.property = i.id
 where v.inspector is not null and v.planned_day >= :from_day limit 50000;
-- postgres:
select v.property, v.inspector
  from inspection v
 where v.city = :city and v.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and v.inspector is not null and v.planned_day >= :from_day limit 50000;

-- name: house_history many
-- in: ids bytes
-- out: property property_id, day day, kind code, findings int, open int, no_entry code?, unsafe int?, unit text, occupancy code?, units int?, habitable int?
-- Occupancy and what the house has, as signed: an inspector may say that it is still so.
-- sqlite:
select v.property, v.planned_day, v.kind,
       (select count(*) from finding f where f.city = :city and f.inspection = v.id),
       (select count(*) from finding f
         where f.city = :city and f.inspection = v.id and f.state = 'open'),
       (select max(n.reason) from no_entry n
         where n.city = :city and n.inspection = v.id and v.signed_at is null), v.unsafe,
       v.unit, case when v.signed_at is not null then v.occupancy end,
       v.units, v.habitable
  from id_list(:ids) i cross join inspection v on v.city = :city and v.property = i.id
 where v.state in ('signed', 'closed')
 order by v.planned_day desc, v.id limit 600;
-- postgres:
select v.property, v.planned_day, v.kind,
       (select count(*) from finding f where f.city = :city and f.inspection = v.id),
       (select count(*) from finding f
         where f.city = :city and f.inspection = v.id and f.state = 'open'),
       (select max(n.reason) from no_entry n
         where n.city = :city and n.inspection = v.id and v.signed_at is null), v.unsafe,
       v.unit, case when v.signed_at is not null then v.occupancy end,
       v.units, v.habitable
  from inspection v
 where v.city = :city and v.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and v.state in ('signed', 'closed')
 order by v.planned_day desc, v.id limit 600;

-- name: house_findings many
-- in: ids bytes, since day
-- out: id finding_id, inspection inspection_id, property property_id, unit text, code text, library text, place code, note text, endangering int, responsible code, correct_by day?, observed_at instant, state code, room text?, severity code?
-- The open ones, and what changed since that day.
-- sqlite:
select f.id, f.inspection, f.property, f.unit, f.code, f.library, f.place, f.note,
       f.endangering, f.responsible, f.correct_by, f.observed_at, f.state, f.room,
       f.severity
  from id_list(:ids) i cross join finding f on f.city = :city and f.property = i.id
 where f.state = 'open' or f.state_day >= :since
 order by f.observed_at desc, f.id limit 600;
-- postgres:
select f.id, f.inspection, f.property, f.unit, f.code, f.library, f.place, f.note,
       f.endangering, f.responsible, f.correct_by, f.observed_at, f.state, f.room,
       f.severity
  from finding f
 where f.city = :city and f.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and (f.state = 'open' or f.state_day >= :since)
 order by f.observed_at desc, f.id limit 600;

-- name: house_photos many
-- in: ids bytes
-- out: finding finding_id, sha256 bytes, taken_at instant
-- Photographs of what is open in these houses, the newest first.
-- sqlite:
select f.id, p.sha256, p.taken_at
  from id_list(:ids) i cross join finding f on f.city = :city and f.property = i.id
  cross join finding_photo p on p.city = :city and p.finding = f.id
 where f.state = 'open'
union all
select f.id, p.sha256, p.taken_at
  from id_list(:ids) i cross join finding f on f.city = :city and f.property = i.id
  cross join seen_photo p on p.city = :city and p.finding = f.id
 where f.state = 'open'
 order by 3 desc, 2 limit 7200;
-- postgres:
select f.id, p.sha256, p.taken_at
  from finding f join finding_photo p on p.city = :city and p.finding = f.id
 where f.city = :city and f.state = 'open' and f.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
union all
select f.id, p.sha256, p.taken_at
  from finding f join seen_photo p on p.city = :city and p.finding = f.id
 where f.city = :city and f.state = 'open' and f.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 order by 3 desc, 2 limit 7200;

-- name: before_photo one
-- in: finding finding_id, sha256 bytes, reader user_id, since day
-- out: inspector user_id?, goes_there int
-- Whose visit found the violation that this is a picture of, and how many visits to that
-- house the reader's phone is sent.
select v.inspector,
       (select count(*) from inspection m
         where m.city = :city and m.property = f.property and m.inspector = :reader
           and m.planned_day >= :since and m.withdrawn_at is null)
  from finding f join inspection v on v.city = :city and v.id = f.inspection
 where f.city = :city and f.id = :finding
   and (exists (select 1 from finding_photo p
                 where p.city = :city and p.finding = f.id and p.sha256 = :sha256)
     or exists (select 1 from seen_photo p
                 where p.city = :city and p.finding = f.id and p.sha256 = :sha256));

-- name: house_withdrawn many
-- in: ids bytes, since day
-- out: id finding_id
-- Taken back since that day: a phone may have heard of them.
-- sqlite:
select w.id from id_list(:ids) i
  cross join finding_withdrawn w on w.city = :city and w.property = i.id
 where w.day >= :since limit 600;
-- postgres:
select w.id from finding_withdrawn w
 where w.city = :city and w.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and w.day >= :since limit 600;

-- name: signed_orders many
-- in: ids bytes
-- out: id inspection_id, order_sha bytes
-- Of these visits, those that are signed, with the hash of the order.
-- sqlite:
select v.id, v.order_sha
  from id_list(:ids) i cross join inspection v on v.city = :city and v.id = i.id
 where v.order_sha is not null limit 400;
-- postgres:
select v.id, v.order_sha from inspection v
 where v.city = :city and v.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and v.order_sha is not null limit 400;

-- name: signed_findings many
-- in: ids bytes
-- out: inspection inspection_id, id finding_id, code text, sha256 bytes?
-- What was found at these visits, once for each photograph.
-- sqlite:
select f.inspection, f.id, f.code, p.sha256
  from id_list(:ids) i cross join finding f on f.city = :city and f.inspection = i.id
  left join finding_photo p on p.city = :city and p.finding = f.id limit 20000;
-- postgres:
select f.inspection, f.id, f.code, p.sha256
  from finding f left join finding_photo p on p.city = :city and p.finding = f.id
 where f.city = :city and f.inspection = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n))) limit 20000;

-- name: signed_addenda many
-- in: ids bytes
-- out: inspection inspection_id, id addendum_id
-- What was added to these visits.
-- sqlite:
select a.inspection, a.id
  from id_list(:ids) i cross join addendum a on a.city = :city and a.inspection = i.id
 limit 4000;
-- postgres:
select a.inspection, a.id from addendum a
 where a.city = :city and a.inspection = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n))) limit 4000;

-- name: visit_plan exec
-- in: id inspection_id, property property_id, unit text, kind code, inspector user_id?, planned_day day, planned_time text?
insert into inspection (city, id, property, unit, kind, inspector, planned_day,
    planned_time, state, clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, :kind, :inspector, :planned_day, :planned_time,
    'planned', 0, 0, 1);
