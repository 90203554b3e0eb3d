-- What an op from a phone reads and writes here.  `ids` are 16-byte identifiers one
-- behind the other, so that a request of 200 ops asks five questions, not a thousand.

-- name: op_standing many
-- in: ids bytes
-- out: id op_id, mended int, resolved int
-- What became of parked ops, and which ops are mended (also before they came).
-- sqlite:
select p.id, 0, case when p.resolved_at is null then 0 else 1 end
  from id_list(:ids) i cross join op_parked p on p.city = :city and p.id = i.id
union all
select m.id, 1, 1
  from id_list(:ids) i cross join op_mended m on m.city = :city and m.id = i.id limit 50000;
-- postgres:
select p.id, 0::bigint, case when p.resolved_at is null then 0::bigint else 1::bigint end
  from op_parked p
 where p.city = :city and p.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
union all
select m.id, 1::bigint, 1::bigint
  from op_mended m
 where m.city = :city and m.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 limit 50000;

-- name: op_waiting many
-- in: ids bytes
-- out: id op_id, author user_id, device device_id?, received_at instant, offset_ms int, body text
-- Those that wait for one of these.
-- sqlite:
select p.id, p.author, p.device, p.received_at, p.offset_ms, p.body
  from id_list(:ids) i cross join op_parked p on p.city = :city and p.waits_for = i.id
                         and p.resolved_at is null
 order by p.id limit 1000;
-- postgres:
select p.id, p.author, p.device, p.received_at, p.offset_ms, p.body
  from op_parked p
 where p.city = :city and p.resolved_at is null and p.waits_for = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 order by p.id limit 1000;

-- name: op_reasons many
-- in: ids bytes
-- out: id op_id, reason code, body text
-- Why parked ops did not act when they were last tried.
-- sqlite:
select p.id, p.reason, p.body
  from id_list(:ids) i cross join op_parked p on p.city = :city and p.id = i.id
 where p.resolved_at is null limit 200;
-- postgres:
select p.id, p.reason, p.body
  from op_parked p
 where p.city = :city and p.resolved_at is null and p.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 limit 200;

-- name: op_park exec
-- in: id op_id, author user_id, device device_id?, received_at instant, offset_ms int, reason code, waits_for id?, body text, resolved_at instant?
insert into op_parked (city, id, author, device, received_at, offset_ms, reason, waits_for, body, resolved_at)
values (:city, :id, :author, :device, :received_at, :offset_ms, :reason, :waits_for, :body, :resolved_at);

-- name: op_wait_again exec
-- in: id op_id, reason code, waits_for id?
update op_parked set reason = :reason, waits_for = :waits_for where city = :city and id = :id;

-- name: op_resolve exec
-- in: id op_id, resolved_at instant
update op_parked set resolved_at = :resolved_at
 where city = :city and id = :id and resolved_at is null;

-- name: op_mend exec
-- in: id op_id, by_op op_id
insert into op_mended (city, id, by_op) values (:city, :id, :by_op)
on conflict (city, id) do nothing;

-- name: visit_by_ids many
-- in: ids bytes
-- out: id inspection_id, property property_id, unit text, inspector user_id?, state code, started_at instant?
-- One that found no way in is as good as planned: they may be let in yet.
-- sqlite:
select v.id, v.property, v.unit, v.inspector,
       case when v.state = 'closed' and v.signed_at is null and v.external_id is null
            then 'planned' else v.state end, v.started_at
  from id_list(:ids) i cross join inspection v on v.city = :city and v.id = i.id limit 50000;
-- postgres:
select v.id, v.property, v.unit, v.inspector,
       case when v.state = 'closed' and v.signed_at is null and v.external_id is null
            then 'planned' else v.state end, v.started_at
  from inspection v
 where v.city = :city and v.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 limit 50000;

-- name: visit_finding_by_ids many
-- in: ids bytes
-- out: id finding_id, inspection inspection_id, property property_id, code text
-- sqlite:
select f.id, f.inspection, f.property, f.code
  from id_list(:ids) i cross join finding f on f.city = :city and f.id = i.id limit 50000;
-- postgres:
select f.id, f.inspection, f.property, f.code
  from finding f
 where f.city = :city and f.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 limit 50000;

-- name: visit_property_by_ids many
-- in: ids bytes
-- out: id property_id
-- sqlite:
select p.id
  from id_list(:ids) i cross join property p on p.city = :city and p.id = i.id limit 50000;
-- postgres:
select p.id
  from property p
 where p.city = :city and p.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 limit 50000;

-- name: visit_new exec
-- in: id inspection_id, property property_id, unit text, kind code, inspector user_id, day day, occupancy code, present text, started_at instant, received_at instant, received_day day, clock_offset_ms int, clock_doubt int
insert into inspection (city, id, property, unit, kind, inspector, planned_day, state,
    occupancy, present, started_at, told_at, received_at, received_day,
    clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, :kind, :inspector, :day, 'started',
    :occupancy, :present, :started_at, :started_at, :received_at, :received_day,
    :clock_offset_ms, :clock_doubt, 1);

-- name: visit_start exec expect 1
-- in: id inspection_id, day day, unit text, inspector user_id, occupancy code, present text, started_at instant, received_at instant, received_day day, clock_offset_ms int, clock_doubt int
-- A planned visit begins, also one that was withdrawn meanwhile; a re-inspection by rule
-- is of the day it was made, so that no order of arrival tells in its plan.
update inspection set state = 'started', withdrawn_at = null,
    planned_day = case when follows is null then planned_day else :day end, unit = :unit, inspector = :inspector,
    occupancy = :occupancy, present = :present, started_at = :started_at,
    told_at = :started_at, received_at = :received_at, received_day = :received_day,
    clock_offset_ms = :clock_offset_ms, clock_doubt = :clock_doubt, rev = rev + 1
 where city = :city and id = :id
   and (state = 'planned' or (state = 'closed' and signed_at is null and external_id is null));

-- name: visit_finding_new exec
-- in: id finding_id, inspection inspection_id, property property_id, unit text, code text, library text, place code, note text, endangering int, responsible code, correct_by day?, observed_at instant, day day, room text?, nspire text?, severity code?, variance text?
insert into finding (city, id, inspection, property, unit, code, library, place, note,
    endangering, responsible, correct_by, observed_at, state, state_day, room, nspire,
    severity, variance, rev)
values (:city, :id, :inspection, :property, :unit, :code, :library, :place, :note,
    :endangering, :responsible, :correct_by, :observed_at, 'open', :day, :room, :nspire,
    :severity, :variance, 1);

-- name: visit_finding_withdraw exec
-- in: id finding_id, inspection inspection_id, property property_id, code text, author user_id, at instant, day day
insert into finding_withdrawn (city, id, inspection, property, code, author, at, day)
values (:city, :id, :inspection, :property, :code, :author, :at, :day);

-- name: visit_finding_drop exec expect 1
-- in: id finding_id
delete from finding where city = :city and id = :id;

-- name: visit_finding_drop_photos exec
-- in: finding finding_id
delete from finding_photo where city = :city and finding = :finding;

-- name: visit_photo_new exec
-- in: finding finding_id, sha256 bytes, size int, taken_at instant
insert into finding_photo (city, finding, sha256, size, taken_at)
values (:city, :finding, :sha256, :size, :taken_at)
on conflict (city, finding, sha256) do nothing;

-- name: visit_finding_seen exec
-- in: id op_id, finding finding_id, inspection inspection_id, author user_id, state code, at instant, day day
insert into finding_seen (city, id, finding, inspection, author, state, at, day)
values (:city, :id, :finding, :inspection, :author, :state, :at, :day);

-- name: visit_seen_photo exec
-- in: seen op_id, finding finding_id, sha256 bytes, size int, taken_at instant
insert into seen_photo (city, seen, finding, sha256, size, taken_at)
values (:city, :seen, :finding, :sha256, :size, :taken_at)
on conflict (city, seen, sha256) do nothing;

-- name: visit_finding_rule exec
-- in: finding finding_id, op op_id, state code, at instant, day day
-- The newest sight rules; of two at one instant, the higher op.
update finding set state = :state, state_day = :day, rev = rev + 1
 where city = :city and id = :finding and state <> 'closed'
   and not exists (select 1 from finding_seen s
                    where s.city = :city and s.finding = :finding
                      and (s.at > :at or (s.at = :at and s.id > :op)));

-- name: visit_card exec
-- in: id inspection_id, card_left code, card_reason code?, at instant
-- The newest telling rules; `rev` counts all, so that no order of arrival tells in it.
update inspection set
    card_left = case when card_at is null or card_at < :at then :card_left else card_left end,
    card_reason = case when card_at is null or card_at < :at then :card_reason else card_reason end,
    card_at = case when card_at is null or card_at < :at then :at else card_at end,
    rev = rev + 1
 where city = :city and id = :id;

-- name: visit_sign exec expect 1
-- in: id inspection_id, signed_at instant, signed_name text, order_text text, order_sha bytes, scope code?, told_right code?, entry_by code?, lead code?, year_built int?, units int?, habitable int?, specialist code?, specialist_why text?, unsafe int, rooms text?
update inspection set state = 'signed', signed_at = :signed_at,
    signed_name = :signed_name, order_text = :order_text, order_sha = :order_sha,
    scope = :scope, told_right = :told_right, entry_by = :entry_by, lead = :lead,
    year_built = :year_built, units = :units, habitable = :habitable, specialist = :specialist,
    specialist_why = :specialist_why, unsafe = :unsafe, rooms = :rooms, rev = rev + 1
 where city = :city and id = :id and state = 'started';

-- name: visit_count exec
-- in: id inspection_id, day day
-- One signed visit more on its day.
insert into inspection_rollup (city, day, signed, occupant_met, cards, cards_known,
                               findings, endangering)
select :city, cast(:day as text), 1,
       case when v.present like '%occupant%' then 1 else 0 end,
       case when v.card_left = 'yes' then 1 else 0 end,
       case when v.card_left is null then 0 else 1 end,
       (select count(*) from finding f where f.city = :city and f.inspection = :id),
       (select count(*) from finding f
         where f.city = :city and f.inspection = :id and f.endangering = 1)
  from inspection v where v.city = :city and v.id = :id
on conflict (city, day) do update set
    signed = inspection_rollup.signed + excluded.signed,
    occupant_met = inspection_rollup.occupant_met + excluded.occupant_met,
    cards = inspection_rollup.cards + excluded.cards,
    cards_known = inspection_rollup.cards_known + excluded.cards_known,
    findings = inspection_rollup.findings + excluded.findings,
    endangering = inspection_rollup.endangering + excluded.endangering;

-- name: visit_addendum exec
-- in: id addendum_id, inspection inspection_id, author user_id, text text, at instant
insert into addendum (city, id, inspection, author, text, at)
values (:city, :id, :inspection, :author, :text, :at)
on conflict (city, id) do nothing;

-- name: visit_retell exec
-- in: id inspection_id, unit text, occupancy code, present text, at instant
-- A start told again: the newest telling rules, the first instant stays.
update inspection set
    unit = case when told_at < :at then :unit else unit end,
    occupancy = case when told_at < :at then :occupancy else occupancy end,
    present = case when told_at < :at then :present else present end,
    started_at = case when started_at > :at then :at else started_at end,
    told_at = case when told_at < :at then :at else told_at end,
    rev = rev + 1
 where city = :city and id = :id and state = 'started';

-- name: visit_neighbourhood one
-- in: property property_id
-- out: neighbourhood text?
select neighbourhood from property where city = :city and id = :property;

-- name: visit_no_entry exec
-- in: id op_id, inspection inspection_id, property property_id, author user_id, reason code, card_left code?, at instant, day day, again id?
insert into no_entry (city, id, inspection, property, author, reason, card_left, at, day, again)
values (:city, :id, :inspection, :property, :author, :reason, :card_left, :at, :day, :again);

-- name: visit_not_made exec
-- in: id inspection_id
-- A planned visit that found no way in is over; one that was begun goes on.
update inspection set state = case when state = 'planned' then 'closed' else state end,
    rev = rev + 1
 where city = :city and id = :id;

-- name: visit_not_made_new exec
-- in: id inspection_id, property property_id, unit text, kind code, inspector user_id, day day, received_at instant, received_day day, clock_offset_ms int, clock_doubt int
-- One that nobody planned, and that found no way in.
insert into inspection (city, id, property, unit, kind, inspector, planned_day, state,
    received_at, received_day, clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, :kind, :inspector, :day, 'closed',
    :received_at, :received_day, :clock_offset_ms, :clock_doubt, 1);

-- name: visit_again exec
-- in: id inspection_id, property property_id, unit text, kind code, inspector user_id, planned_day day, planned_time text?
-- Planned instead of one that found no way in; once, however often it is told.
insert into inspection (city, id, property, unit, kind, inspector, planned_day,
    planned_time, state, clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, :kind, :inspector, :planned_day, :planned_time,
    'planned', 0, 0, 1)
on conflict (city, id) do nothing;
