-- escalation: requests that nobody took on in time, and cases kept for a colleague.

-- name: escalation_waiting many
-- in: now instant, today day, latest day
-- out: id casefile_id, urgency code, acknowledge_by instant, delegate_at instant?, lead_at instant?, on_call_at instant?
select c.id, c.urgency, c.acknowledge_by,
       (select e.at from escalation e
         where e.city = c.city and e.casefile = c.id and e.rung = 'delegate'),
       (select e.at from escalation e
         where e.city = c.city and e.casefile = c.id and e.rung = 'lead'),
       (select e.at from escalation e
         where e.city = c.city and e.casefile = c.id and e.rung = 'on-call')
  from casefile c
 where c.city = :city and c.state = 'submitted' and c.acknowledge_by <= :now
   and not {stopped c.id}
 order by c.acknowledge_by, c.id
 limit 200;

-- name: escalation_add exec
-- in: casefile casefile_id, rung code, at instant, told int
insert into escalation (city, casefile, rung, at, told)
values (:city, :casefile, :rung, :at, :told)
    on conflict (city, casefile, rung) do nothing;

-- name: escalation_of many
-- in: casefile casefile_id
-- out: rung code, at instant, told int
select rung, at, told from escalation
 where city = :city and casefile = :casefile order by at, rung limit 9;

-- name: lent_add exec
-- in: owner user_id, stand_in user_id, until_day day, at instant
-- The open cases of somebody, before they change hands; one lent on stays its owner's.
-- Not those that a resident closed to the colleague: they wait for the care-lead.
insert into case_lent (city, casefile, owner, stand_in, until_day, lent_at)
select c.city, c.id, c.owner, :stand_in, :until_day, :at
  from casefile c
 where c.city = :city and c.owner = :owner
   and c.state in ('acknowledged', 'attempted', 'contacted', 'assessed', 'connected')
   and {open_to c.id :stand_in}
    on conflict (city, casefile) do update
   set stand_in = excluded.stand_in, until_day = excluded.until_day;

-- name: lent_hand_over exec
-- in: owner user_id, stand_in user_id, at instant
update casefile
   set owner = :stand_in, changed_by = :owner, changed_at = :at, rev = rev + 1
 where city = :city and owner = :owner
   and state in ('acknowledged', 'attempted', 'contacted', 'assessed', 'connected')
   and {open_to casefile.id :stand_in};

-- name: lent_take_back exec
-- in: owner user_id, at instant
-- Those that the stand-in still has; what she gave away or closed stays as it is.
update casefile
   set owner = :owner, changed_by = :owner, changed_at = :at, rev = rev + 1
 where city = :city
   and id in (select l.casefile from case_lent l
               where l.city = :city and l.owner = :owner)
   and owner in (select l.stand_in from case_lent l
                  where l.city = :city and l.owner = :owner and l.casefile = casefile.id);

-- name: lent_over exec
-- in: owner user_id
delete from case_lent where city = :city and owner = :owner;

-- name: lent_out many
-- in: person user_id
-- out: owner user_id, stand_in user_id, until_day day, cases int
-- What this person lent or keeps, one row a colleague.
select owner, stand_in, max(until_day), count(*)
  from case_lent
 where city = :city and (owner = :person or stand_in = :person)
 group by owner, stand_in order by owner, stand_in limit 50;
