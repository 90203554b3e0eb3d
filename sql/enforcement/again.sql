-- Re-inspections: what is known of the houses they depend on, and the plan itself.
-- `ids` are 16-byte identifiers of properties one behind the other.

-- name: again_visits many
-- in: ids bytes
-- out: id inspection_id, property property_id, unit text, inspector user_id?, started_at instant
-- The signed visits that somebody may have to follow.
-- sqlite:
select v.id, v.property, v.unit, v.inspector, v.started_at
  from id_list(:ids) i cross join inspection v on v.city = :city and v.property = i.id
 where v.state in ('signed', 'closed') and v.signed_at is not null
 order by v.started_at desc, v.id limit 5000;
-- postgres:
select v.id, v.property, v.unit, v.inspector, v.started_at
  from inspection v
 where v.city = :city and v.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and v.state in ('signed', 'closed') and v.signed_at is not null
 order by v.started_at desc, v.id limit 5000;

-- name: again_violations many
-- in: ids bytes
-- out: id finding_id, property property_id, inspection inspection_id, correct_by day
-- sqlite:
select f.id, f.property, f.inspection, f.correct_by
  from id_list(:ids) i cross join finding f on f.city = :city and f.property = i.id
                         and f.state = 'open'
 where f.correct_by is not null
 order by f.observed_at desc, f.id limit 5000;
-- postgres:
select f.id, f.property, f.inspection, f.correct_by
  from finding f
 where f.city = :city and f.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and f.state = 'open' and f.correct_by is not null
 order by f.observed_at desc, f.id limit 5000;

-- name: again_sights many
-- in: ids bytes
-- out: finding finding_id, inspection inspection_id
-- Where these open violations were looked at again.
-- sqlite:
select distinct s.finding, s.inspection
  from id_list(:ids) i
  cross join finding f on f.city = :city and f.property = i.id and f.state = 'open'
  cross join finding_seen s on s.city = :city and s.finding = f.id limit 20000;
-- postgres:
select distinct s.finding, s.inspection
  from finding f join finding_seen s on s.city = f.city and s.finding = f.id
 where f.city = :city and f.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and f.state = 'open' limit 20000;

-- name: again_planned many
-- in: ids bytes
-- out: id inspection_id, follows inspection_id, inspector user_id?, planned_day day, withdrawn_at instant?, moved_at instant?, state code
-- Those that are there, begun ones too.
-- sqlite:
select v.id, v.follows, v.inspector, v.planned_day, v.withdrawn_at, v.moved_at, v.state
  from id_list(:ids) i cross join inspection v on v.city = :city and v.property = i.id
 where v.follows is not null limit 5000;
-- postgres:
select v.id, v.follows, v.inspector, v.planned_day, v.withdrawn_at, v.moved_at, v.state
  from inspection v
 where v.city = :city and v.property = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
   and v.follows is not null limit 5000;

-- name: again_add exec
-- in: id inspection_id, property property_id, unit text, inspector user_id?, day day, follows inspection_id
-- A phone may have begun it before anybody planned it.
insert into inspection (city, id, property, unit, kind, inspector, planned_day, state,
                        follows, clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, 'reinspection', :inspector, :day, 'planned',
        :follows, 0, 0, 1)
on conflict (city, id) do nothing;

-- name: again_move exec
-- in: id inspection_id, day day
-- Planned again, or on another day; not where somebody moved it by hand.  `rev` counts
-- what people change.
update inspection
   set planned_day = case when moved_at is null then :day else planned_day end,
       withdrawn_at = null
 where city = :city and id = :id and state = 'planned';

-- name: again_withdraw exec
-- in: id inspection_id, at instant
update inspection set withdrawn_at = :at
 where city = :city and id = :id and state = 'planned' and withdrawn_at is null;
