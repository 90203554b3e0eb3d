-- The supervisor's calendar: planned and made visits by day and inspector.

-- name: calendar_visits many
-- in: first day, last day
-- out: id inspection_id, inspector user_id?, planned_day day, planned_time text?, kind code, state code, number text, street text, unit text
select v.id, v.inspector, v.planned_day, v.planned_time, v.kind, v.state, p.number,
       p.street, case when v.unit = '' then p.unit else v.unit end
  from inspection v join property p on p.city = v.city and p.id = v.property
 where v.city = :city and v.planned_day between :first and :last
   and v.withdrawn_at is null and v.kind <> 'imported'
 order by v.planned_day, v.planned_time, p.street_key, p.number_low, v.id limit 3000;

-- name: calendar_loads many
-- in: first day, last day
-- out: inspector user_id, day day, visits int
select v.inspector, v.planned_day, count(*)
  from inspection v
 where v.city = :city and v.planned_day between :first and :last
   and v.inspector is not null and v.withdrawn_at is null
 group by v.inspector, v.planned_day limit 5000;

-- name: calendar_queue many
-- in: since day
-- out: id inspection_id, property property_id, planned_day day, kind code, number text, street text, unit text, neighbourhood text?, postcode text
-- Nobody's yet.
select v.id, v.property, v.planned_day, v.kind, p.number, p.street,
       case when v.unit = '' then p.unit else v.unit end, p.neighbourhood, p.postcode
  from inspection v join property p on p.city = v.city and p.id = v.property
 where v.city = :city and v.inspector is null and v.state = 'planned'
   and v.withdrawn_at is null and v.planned_day >= :since
 order by v.planned_day, v.id limit 200;

-- name: calendar_late many
-- in: today day, since day
-- out: id inspection_id, inspector user_id?, planned_day day, number text, street text, unit text
-- Planned re-inspections whose day is over.
select v.id, v.inspector, v.planned_day, p.number, p.street,
       case when v.unit = '' then p.unit else v.unit end
  from inspection v join property p on p.city = v.city and p.id = v.property
 where v.city = :city and v.planned_day < :today and v.planned_day >= :since
   and v.state = 'planned' and v.kind = 'reinspection' and v.withdrawn_at is null
 order by v.planned_day, v.id limit 200;

-- name: calendar_visit one
-- in: id inspection_id
-- out: property property_id, unit text, inspector user_id?, planned_day day, planned_time text?, kind code, state code, number text, street text, property_unit text, neighbourhood text?, withdrawn_at instant?, rev int
select v.property, v.unit, v.inspector, v.planned_day, v.planned_time, v.kind, v.state,
       p.number, p.street, p.unit, p.neighbourhood, v.withdrawn_at, v.rev
  from inspection v join property p on p.city = v.city and p.id = v.property
 where v.city = :city and v.id = :id;

-- name: calendar_set exec expect 1
-- in: id inspection_id, inspector user_id?, day day, time text?, at instant, rev int
-- The day by hand: a rule moves it no more.
update inspection set inspector = :inspector, planned_day = :day, planned_time = :time,
    moved_at = case when planned_day = :day then moved_at else :at end, rev = :rev
 where city = :city and id = :id and state = 'planned' and withdrawn_at is null
   and rev = :rev - 1;

-- name: calendar_assign exec
-- in: id inspection_id, inspector user_id
-- By rule, and only what is nobody's.
update inspection set inspector = :inspector, rev = rev + 1
 where city = :city and id = :id and state = 'planned' and inspector is null;

-- name: calendar_hand_over exec expect 1
-- in: id inspection_id, giver user_id, taker user_id, day day
update inspection set inspector = :taker, rev = rev + 1
 where city = :city and id = :id and state = 'planned' and inspector = :giver
   and planned_day = :day and withdrawn_at is null;

-- name: calendar_cards many
-- in: first day, last day
-- out: day day, visits int, cards int, cards_known int
-- The whole city's, by day.
select day, signed, cards, cards_known from inspection_rollup
 where city = :city and day between :first and :last order by day limit 400;
