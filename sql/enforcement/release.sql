-- Public records: what is given out of one building, table by table as redaction.c has
-- them; requests and the log of files.  The columns are those of the tables.

-- name: release_places many
-- in: property property_id
-- out: id property_id
-- All homes of the building that a property is of.
select p.id from property p
  join property o on o.city = p.city and o.street_key = p.street_key
                 and o.number_low = p.number_low and o.number_high = p.number_high
                 and o.postcode = p.postcode
 where p.city = :city and o.city = :city and o.id = :property
 order by p.number, p.unit, p.id limit 2000;

-- name: release_all each
-- in: first day, last day
-- out: id property_id
-- Every property that somebody was at.
select p.id from property p
 where p.city = :city and exists (
    select 1 from inspection v where v.city = p.city and v.property = p.id
       and v.planned_day >= :first and v.planned_day <= :last)
 order by p.street_key, p.number_low, p.number, p.unit, p.id;

-- name: release_ahead one
-- in: property property_id, today day
-- out: n int
-- Visits that are still to be made.
select count(*) from inspection
 where city = :city and property = :property and state = 'planned'
   and planned_day >= :today and withdrawn_at is null;

-- name: release_property each
-- in: property property_id
-- out: id property_id, external_id text?, number text, street text, unit text, place text, region text, postcode text, neighbourhood text?, year_built int?
select id, external_id, number, street, unit, place, region, postcode, neighbourhood,
       year_built
  from property where city = :city and id = :property;

-- name: release_inspection each
-- in: property property_id, first day, last day, today day
-- out: property property_id, id inspection_id, follows inspection_id?, external_id text?, unit text, kind code, state code, planned_day day, started_at instant?, inspected_at instant?, scope code?, told_right code?, entry_by code?, occupancy code?, present text?, card_left code?, card_reason code?, rooms text?, year_built int?, units int?, habitable int?, lead code?, unsafe int?, specialist code?, specialist_why text?, result text?, signed_at instant?, signed_name text?, order_text text?
-- One that nobody made is of the record once its day is over.
select property, id, follows, external_id, unit, kind, state, planned_day, started_at,
       inspected_at, scope, told_right, entry_by, occupancy, present, card_left,
       card_reason, rooms, year_built, units, habitable, lead, unsafe, specialist,
       specialist_why, result, signed_at, signed_name, order_text
  from inspection
 where city = :city and property = :property
   and (state <> 'planned' or planned_day < :today and withdrawn_at is null)
   and planned_day >= :first and planned_day <= :last
 order by planned_day, id;

-- name: release_inspection_request each
-- in: property property_id, first day, last day, today day
-- out: property property_id, inspection inspection_id, unit text, came code, alleged int, wrong text, received_day day, due_day day
select r.property, r.inspection, r.unit, r.came, r.alleged, r.wrong, r.received_day,
       r.due_day
  from inspection_request r
  join inspection v on v.city = r.city and v.id = r.inspection
 where r.city = :city and r.property = :property
   and (v.state <> 'planned' or v.planned_day < :today and v.withdrawn_at is null)
   and r.received_day >= :first and r.received_day <= :last
 order by r.received_day, r.id;

-- name: release_no_entry each
-- in: property property_id, first day, last day
-- out: property property_id, inspection inspection_id, day day, reason code, card_left code?
select property, inspection, day, reason, card_left from no_entry
 where city = :city and property = :property and day >= :first and day <= :last
 order by day, id;

-- name: release_finding each
-- in: property property_id, first day, last day
-- out: property property_id, inspection inspection_id, id finding_id, external_id text?, unit text, code text, library text, nspire text?, severity code?, place code, room text?, note text, endangering int, responsible code, variance text?, observed_at instant, correct_by day?, state code, state_day day
select f.property, f.inspection, f.id, f.external_id, f.unit, f.code, f.library, f.nspire,
       f.severity, f.place, f.room, f.note, f.endangering, f.responsible, f.variance,
       f.observed_at, f.correct_by, f.state, f.state_day
  from finding f
  join inspection v on v.city = f.city and v.id = f.inspection
 where f.city = :city and f.property = :property
   and v.planned_day >= :first and v.planned_day <= :last
 order by f.observed_at, f.id;

-- name: release_finding_seen each
-- in: property property_id, first day, last day
-- out: finding finding_id, inspection inspection_id, day day, state code
select s.finding, s.inspection, s.day, s.state
  from finding f
  join finding_seen s on s.city = f.city and s.finding = f.id
 where f.city = :city and f.property = :property and s.day >= :first and s.day <= :last
 order by s.day, s.id;

-- name: release_finding_photo each
-- in: property property_id, first day, last day
-- out: finding finding_id, taken_at instant, sha256 bytes
select p.finding, p.taken_at, p.sha256
  from finding f
  join inspection v on v.city = f.city and v.id = f.inspection
  join finding_photo p on p.city = f.city and p.finding = f.id
 where f.city = :city and f.property = :property
   and v.planned_day >= :first and v.planned_day <= :last
 order by p.taken_at, p.sha256;

-- name: release_addendum each
-- in: property property_id, first day, last day
-- out: inspection inspection_id, at instant, text text
select d.inspection, d.at, d.text
  from inspection v
  join addendum d on d.city = v.city and d.inspection = v.id
 where v.city = :city and v.property = :property
   and v.planned_day >= :first and v.planned_day <= :last
 order by d.at, d.id;

-- name: release_delivery each
-- in: property property_id, first day, last day
-- out: inspection inspection_id, day day, recipient code, how code
-- What a later row corrects is not of the file.
select d.inspection, d.day, d.recipient, d.how
  from inspection v
  join delivery d on d.city = v.city and d.inspection = v.id
 where v.city = :city and v.property = :property
   and v.planned_day >= :first and v.planned_day <= :last
   and not exists (select 1 from delivery n where n.city = d.city
                      and n.inspection = d.inspection and n.corrects = d.id)
 order by d.day, d.id;

-- name: release_extension each
-- in: property property_id, first day, last day
-- out: finding finding_id, was day, until day, reason code, at instant
select x.finding, x.was, x.until, x.reason, x.at
  from finding f
  join inspection v on v.city = f.city and v.id = f.inspection
  join extension x on x.city = f.city and x.finding = f.id
 where f.city = :city and f.property = :property
   and v.planned_day >= :first and v.planned_day <= :last
 order by x.at, x.id;

-- name: release_more_time each
-- in: property property_id, first day, last day
-- out: finding finding_id, asked_by code, reason code, until day, asked_at instant, state code, refusal code?, decided_at instant?
select m.finding, m.asked_by, m.reason, m.until, m.asked_at, m.state, m.refusal,
       m.decided_at
  from finding f
  join inspection v on v.city = f.city and v.id = f.inspection
  join more_time m on m.city = f.city and m.finding = f.id
 where f.city = :city and f.property = :property
   and v.planned_day >= :first and v.planned_day <= :last
 order by m.asked_at, m.id;

-- name: release_request_add exec
-- in: id release_id, property property_id, asker code, name text, reply text, from_day day, to_day day, received_day day, due_day day, taken_by user_id, taken_at instant
-- A form sent twice adds one row.
insert into release_request (city, id, property, asker, name, reply, from_day, to_day,
                             received_day, due_day, state, taken_by, taken_at, rev)
values (:city, :id, :property, :asker, :name, :reply, :from_day, :to_day, :received_day,
        :due_day, 'open', :taken_by, :taken_at, 1)
on conflict (city, id) do nothing;

-- name: release_request_list many
-- in: open int
-- out: id release_id, property property_id, number text, street text, postcode text, asker code, name text, received_day day, due_day day, later_day day?, state code, ended_at instant?
-- The open ones by their day; of the others the newest.
select r.id, r.property, p.number, p.street, p.postcode, r.asker, r.name, r.received_day,
       r.due_day, r.later_day, r.state, r.ended_at
  from release_request r
  join property p on p.city = r.city and p.id = r.property
 where r.city = :city and (r.state = 'open') = (:open = 1)
 order by case when r.state = 'open' then coalesce(r.later_day, r.due_day) end,
          r.ended_at desc, r.id
 limit 200;

-- name: release_request_one one
-- in: id release_id
-- out: property property_id, number text, street text, place text, postcode text, asker code, name text, reply text, from_day day, to_day day, received_day day, due_day day, later_day day?, later_why text?, state code, taken_by user_id, taken_at instant, ended_at instant?, rev int
select r.property, p.number, p.street, p.place, p.postcode, r.asker, r.name, r.reply,
       r.from_day, r.to_day, r.received_day, r.due_day, r.later_day, r.later_why, r.state,
       r.taken_by, r.taken_at, r.ended_at, r.rev
  from release_request r
  join property p on p.city = r.city and p.id = r.property
 where r.city = :city and r.id = :id;

-- name: release_request_save exec expect 1
-- in: id release_id, later_day day?, later_why text?, state code, ended_at instant?, rev int
update release_request
   set later_day = :later_day, later_why = :later_why, state = :state,
       ended_at = :ended_at, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: release_step_add exec
-- in: id id, request release_id, at instant, by_whom user_id, kind code, exempt text, words text
insert into release_step (city, id, request, at, by_whom, kind, exempt, words)
values (:city, :id, :request, :at, :by_whom, :kind, :exempt, :words);

-- name: release_step_list many
-- in: request release_id
-- out: at instant, by_whom user_id, kind code, exempt text, words text
select at, by_whom, kind, exempt, words from release_step
 where city = :city and request = :request
 order by at desc, id desc limit 50;

-- name: release_file_add exec
-- in: id id, request release_id?, asker code, made_by text, made_at instant, lines int, masked int, withheld text, sha bytes
insert into release_file (city, id, request, asker, made_by, made_at, lines, masked,
                          withheld, sha)
values (:city, :id, :request, :asker, :made_by, :made_at, :lines, :masked, :withheld, :sha)
on conflict (city, id) do nothing;

-- name: release_file_list many
-- in: request release_id
-- out: id id, made_by text, made_at instant, lines int, masked int, withheld text, sha bytes
select id, made_by, made_at, lines, masked, withheld, sha from release_file
 where city = :city and request = :request
 order by made_at desc, id limit 50;

-- name: release_withheld many
-- in: first instant, last instant
-- out: withheld text, files int
-- For the year's report: how often what was withheld.
select withheld, count(*) from release_file
 where city = :city and made_at >= :first and made_at < :last
 group by withheld order by 2 desc, 1 limit 1000;

-- name: office_set exec
-- in: name text, timezone text
insert into office (city, name, timezone) values (:city, :name, :timezone)
on conflict (city) do update set name = :name, timezone = :timezone;

-- name: office_get one
-- out: name text, timezone text
select name, timezone from office where city = :city;
