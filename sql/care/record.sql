-- record: the provider's own system: its number of a case, what went there, what came.

-- name: record_number many
-- in: casefile casefile_id
-- out: number sealed?, author user_id, at instant, rev int
select number, author, at, rev from case_number
 where city = :city and casefile = :casefile
 limit 1;

-- name: record_number_owner many
-- in: number_key bytes
-- out: casefile casefile_id
select casefile from case_number
 where city = :city and number_key = :number_key
 limit 1;

-- name: record_number_put exec expect 1
-- in: casefile casefile_id, number sealed?, number_key bytes?, author user_id, at instant, rev int
-- Optimistic: touches nothing when somebody else wrote one first.
insert into case_number (city, casefile, number, number_key, author, at, rev)
values (:city, :casefile, :number, :number_key, :author, :at, :rev)
on conflict (city, casefile) do update
   set number = excluded.number, number_key = excluded.number_key,
       author = excluded.author, at = excluded.at, rev = excluded.rev
 where case_number.rev = excluded.rev - 1;

-- name: record_number_keep exec
-- in: id id, casefile casefile_id, number sealed?, author user_id, at instant
insert into case_number_was (city, id, casefile, number, author, at)
values (:city, :id, :casefile, :number, :author, :at)
on conflict do nothing;

-- name: record_number_history many
-- in: casefile casefile_id
-- out: id id, number sealed?, author user_id, at instant
select id, number, author, at from case_number_was
 where city = :city and casefile = :casefile
 order by at desc, id desc
 limit 40;

-- name: record_export_last many
-- out: at instant, day day, cases int, fault code?
select at, day, cases, fault from record_export
 where city = :city order by day desc, at desc limit 1;

-- name: record_export_good many
-- out: at instant, day day, cases int, fault code?
select at, day, cases, fault from record_export
 where city = :city and fault is null order by day desc, at desc limit 1;

-- name: record_export_add exec
-- in: id id, at instant, day day, cases int, fault code?
insert into record_export (city, id, at, day, cases, fault)
values (:city, :id, :at, :day, :cases, :fault);

-- name: record_lines many
-- in: after casefile_id
-- out: id casefile_id, resident resident_id?, owner user_id?, urgency code, source code, state code, requested_at instant, acknowledged_day day?, contacted_day day?, connected_day day?, closed_day day?, close_reason code?, next_day day?, attempts int, number sealed?, needs_open int, needs_met int, sent int, started int
-- All cases but alerts, and but those that their resident closed to a colleague: nobody
-- knows who reads the file.
select c.id, c.resident, c.owner, c.urgency, c.source, c.state, c.requested_at,
       c.acknowledged_day, c.contacted_day, c.connected_day, c.closed_day,
       c.close_reason, c.next_day, c.attempts,
       (select n.number from case_number n
         where n.city = c.city and n.casefile = c.id) as number,
       (select count(*) from case_need n
         where n.city = c.city and n.casefile = c.id and n.state = 'open') as needs_open,
       (select count(*) from case_need n
         where n.city = c.city and n.casefile = c.id and n.state = 'met') as needs_met,
       (select count(*) from referral r
         where r.city = c.city and r.casefile = c.id) as sent,
       (select count(*) from case_service v
         where v.city = c.city and v.casefile = c.id) as started
  from casefile c
 where c.city = :city and c.id > :after and c.kind <> 'alert'
   and {open_to_all c.id}
 order by c.id limit 500;

-- name: outcome_known many
-- in: id id
-- out: at instant
select at from record_outcome
 where city = :city and id = :id
 limit 1;

-- name: outcome_keep exec
-- in: id id, casefile casefile_id, at instant
insert into record_outcome (city, id, casefile, at)
values (:city, :id, :casefile, :at)
on conflict do nothing;
