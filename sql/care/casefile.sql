-- casefile: a household's case from its arrival to its close.

-- name: casefile_by_id one
-- in: id casefile_id
-- out: id casefile_id, resident resident_id?, kind code, source code, urgency code, state code, requester user_id?, owner user_id?, lang code?, neighbourhood text?, prior_services code
-- out: requested_at instant, received_at instant, received_day day, acknowledge_by instant?, contact_by instant?, acknowledged_at instant?, acknowledged_day day?, contacted_day day?, connected_day day?, attempts int
-- out: next_day day?, closed_at instant?, closed_day day?, close_reason code?, clock_doubt int, person sealed?, place sealed?, words sealed?, changed_by user_id?, changed_at instant?, rev int
select id, resident, kind, source, urgency, state, requester, owner, lang, neighbourhood,
       prior_services, requested_at, received_at, received_day, acknowledge_by, contact_by,
       acknowledged_at, acknowledged_day, contacted_day, connected_day, attempts, next_day,
       closed_at, closed_day, close_reason, clock_doubt, person, place, words,
       changed_by, changed_at, rev
  from casefile
 where city = :city and id = :id;

-- name: casefile_save exec expect 1
-- in: id casefile_id, kind code, state code, owner user_id?, lang code?, prior_services code, acknowledged_at instant?, acknowledged_day day?, contacted_day day?, connected_day day?
-- in: attempts int, next_day day?, closed_at instant?, closed_day day?, close_reason code?, changed_by user_id?, changed_at instant, rev int
-- Optimistic: touches nothing when somebody else moved the case first.
update casefile
   set kind = :kind, state = :state, owner = :owner, lang = :lang,
       prior_services = :prior_services, acknowledged_at = :acknowledged_at,
       acknowledged_day = :acknowledged_day, contacted_day = :contacted_day,
       connected_day = :connected_day, attempts = :attempts, next_day = :next_day,
       closed_at = :closed_at, closed_day = :closed_day, close_reason = :close_reason,
       changed_by = :changed_by, changed_at = :changed_at, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: casefile_set_person exec expect 1
-- in: id casefile_id, person sealed
update casefile set person = :person where city = :city and id = :id;

-- name: casefile_set_place exec expect 1
-- in: id casefile_id, place sealed
update casefile set place = :place where city = :city and id = :id;

-- name: resident_key one
-- in: id resident_id
-- out: wrapped_key bytes?
-- Nobody reads an erased resident, from the moment that it was decided.
select case when exists (select 1 from erasure e
                          where e.city = :city and e.resident = r.id)
            then null else r.wrapped_key end as wrapped_key
  from resident r where r.city = :city and r.id = :id;

-- name: casefile_reasons many
-- in: casefile casefile_id
-- out: reason code
select reason from case_reason
 where city = :city and casefile = :casefile order by reason limit 40;

-- name: casefile_reason_add exec
-- in: casefile casefile_id, reason code
insert into case_reason (city, casefile, reason) values (:city, :casefile, :reason)
on conflict do nothing;

-- name: casefile_choices many
-- in: casefile casefile_id
-- out: choice code, known_by code
select choice, known_by from case_choice
 where city = :city and casefile = :casefile order by choice limit 20;

-- name: casefile_services many
-- in: casefile casefile_id
-- out: service code, first_day day?
select service, first_day from case_service
 where city = :city and casefile = :casefile order by service limit 40;

-- name: casefile_service_add exec
-- in: casefile casefile_id, service code, first_day day
insert into case_service (city, casefile, service, first_day)
values (:city, :casefile, :service, :first_day)
on conflict do nothing;

-- name: casefile_cause_add exec
-- in: casefile casefile_id, cause code
insert into case_cause (city, casefile, cause) values (:city, :casefile, :cause)
on conflict do nothing;

-- name: casefile_barrier_add exec
-- in: casefile casefile_id, barrier code
insert into case_barrier (city, casefile, barrier) values (:city, :casefile, :barrier)
on conflict do nothing;

-- name: casefile_causes many
-- in: casefile casefile_id
-- out: cause code
select cause from case_cause
 where city = :city and casefile = :casefile order by cause limit 20;

-- name: casefile_barriers many
-- in: casefile casefile_id
-- out: barrier code
select barrier from case_barrier
 where city = :city and casefile = :casefile order by barrier limit 20;

-- name: casefile_rollup_bump exec
-- in: month code, urgency code, contacted int, connected int, closed int
insert into casefile_rollup (city, month, urgency, received, contacted, connected, closed)
values (:city, :month, :urgency, 0, :contacted, :connected, :closed)
on conflict (city, month, urgency) do update
   set contacted = casefile_rollup.contacted + excluded.contacted,
       connected = casefile_rollup.connected + excluded.connected,
       closed = casefile_rollup.closed + excluded.closed;

-- name: left_alone one
-- in: id casefile_id, today day, latest day
-- out: n int
-- Its household took back all it had said yes to: nobody calls.
select count(*) from casefile c where c.city = :city and c.id = :id and {stopped c.id};
