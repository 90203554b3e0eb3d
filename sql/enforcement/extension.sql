-- Violations by their correct-by days, what moved those, and who asks for more time.

-- name: violation_late many
-- in: today day, after_day day, after finding_id?, rows int
-- out: id finding_id, code text, library text, place code, endangering int, responsible code, correct_by day?, number text, street text, unit text, again day?
-- Open and past their day, the oldest first, behind the last one that was shown; when
-- somebody will look again.
select f.id, f.code, f.library, f.place, f.endangering, f.responsible, f.correct_by,
       p.number, p.street, case when f.unit = '' then p.unit else f.unit end,
       (select min(v.planned_day) from inspection v
         where v.city = :city and v.property = f.property and v.state = 'planned'
           and v.withdrawn_at is null and v.planned_day >= :today)
  from finding f join property p on p.city = f.city and p.id = f.property
 where f.city = :city and f.state = 'open' and f.correct_by < :today
   and f.correct_by >= :after_day and (f.correct_by > :after_day or f.id > :after)
 order by f.correct_by, f.id limit :rows;

-- name: violation_at many
-- in: low int, like text
-- out: id finding_id, code text, library text, place code, endangering int, responsible code, correct_by day?, number text, street text, unit text, again day?
-- The open ones of the addresses that a search finds.
select f.id, f.code, f.library, f.place, f.endangering, f.responsible, f.correct_by,
       p.number, p.street, case when f.unit = '' then p.unit else f.unit end,
       (select min(v.planned_day) from inspection v
         where v.city = :city and v.property = f.property and v.state = 'planned'
           and v.withdrawn_at is null)
  from property p join finding f on f.city = p.city and f.property = p.id
 where p.city = :city and (' ' || p.street_key) like :like
   and (:low = 0 or (p.number_low <= :low and p.number_high >= :low))
   and f.state = 'open'
 order by p.street_key, p.number_low, f.correct_by, f.id limit 100;

-- name: violation_one one
-- in: id finding_id
-- out: property property_id, inspection inspection_id, code text, library text, place code, note text, endangering int, responsible code, correct_by day?, state code, observed_at instant, number text, street text, unit text, rev int
select f.property, f.inspection, f.code, f.library, f.place, f.note, f.endangering,
       f.responsible, f.correct_by, f.state, f.observed_at, p.number, p.street,
       case when f.unit = '' then p.unit else f.unit end, f.rev
  from finding f join property p on p.city = f.city and p.id = f.property
 where f.city = :city and f.id = :id;

-- name: violation_until exec expect 1
-- in: id finding_id, until day, rev int
update finding set correct_by = :until, rev = :rev
 where city = :city and id = :id and state = 'open' and rev = :rev - 1;

-- name: extension_add exec
-- in: id id, finding finding_id, was day, until day, reason code, approver user_id, at instant
insert into extension (city, id, finding, was, until, reason, approver, at)
values (:city, :id, :finding, :was, :until, :reason, :approver, :at);

-- name: extension_there one
-- in: id id
-- out: finding finding_id
select finding from extension where city = :city and id = :id;

-- name: extension_list many
-- in: finding finding_id
-- out: was day, until day, reason code, approver user_id, at instant
select was, until, reason, approver, at from extension
 where city = :city and finding = :finding order by at, id limit 100;

-- name: more_time_add exec
-- in: id id, finding finding_id, asked_by code, reason code, until day, taken_by user_id, asked_at instant
insert into more_time (city, id, finding, asked_by, reason, until, taken_by, asked_at,
                       state, rev)
values (:city, :id, :finding, :asked_by, :reason, :until, :taken_by, :asked_at, 'asked', 1)
on conflict (city, id) do nothing;

-- name: more_time_one one
-- in: id id
-- out: finding finding_id, asked_by code, reason code, until day, state code, rev int
select finding, asked_by, reason, until, state, rev
  from more_time where city = :city and id = :id;

-- name: more_time_decide exec expect 1
-- in: id id, state code, refusal code?, decided_by user_id, decided_at instant
update more_time set state = :state, refusal = :refusal, decided_by = :decided_by,
    decided_at = :decided_at, rev = rev + 1
 where city = :city and id = :id and state = 'asked';

-- name: more_time_list many
-- in: finding finding_id
-- out: id id, asked_by code, reason code, until day, state code, refusal code?, decided_by user_id?, asked_at instant, decided_at instant?
select id, asked_by, reason, until, state, refusal, decided_by, asked_at, decided_at
  from more_time where city = :city and finding = :finding
 order by asked_at, id limit 100;

-- name: more_time_waiting many
-- out: id id, finding finding_id, asked_by code, reason code, until day, asked_at instant, correct_by day?, number text, street text, unit text
-- Asked and not answered.
select m.id, m.finding, m.asked_by, m.reason, m.until, m.asked_at, f.correct_by, p.number,
       p.street, case when f.unit = '' then p.unit else f.unit end
  from more_time m
  join finding f on f.city = m.city and f.id = m.finding
  join property p on p.city = f.city and p.id = f.property
 where m.city = :city and m.state = 'asked' order by m.asked_at, m.id limit 100;
