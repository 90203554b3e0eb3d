-- today: what a case manager must do now, each list by its index and to its limit.
-- What was joined to another case is looked after there.  Where a household stopped
-- everything nobody calls: such a case is in today_stopped alone.

-- name: today_by_state many
-- in: state code, urgency code, viewer user_id, today day, latest day, most int
-- out: id casefile_id, resident resident_id?, kind code, source code, urgency code, state code, owner user_id?, lang code?, neighbourhood text?, received_at instant, acknowledge_by instant?, contact_by instant?, next_day day?, attempts int, person sealed?, place sealed?, rev int
select id, resident, kind, source, urgency, state, owner, lang, neighbourhood, received_at,
       acknowledge_by, contact_by, next_day, attempts, person, place, rev
  from casefile
 where city = :city and state = :state and urgency = :urgency
   and {open_to casefile.id :viewer}
   and not {stopped casefile.id}
   and {not_joined casefile.id}
 order by received_at, id
 limit :most;

-- name: today_due many
-- in: today day, latest day, viewer user_id, most int
-- out: id casefile_id, resident resident_id?, kind code, source code, urgency code, state code, owner user_id?, lang code?, neighbourhood text?, received_at instant, acknowledge_by instant?, contact_by instant?, next_day day?, attempts int, person sealed?, place sealed?, rev int
-- Promised next steps of the day and of days gone by, the oldest promise first.
select id, resident, kind, source, urgency, state, owner, lang, neighbourhood, received_at,
       acknowledge_by, contact_by, next_day, attempts, person, place, rev
  from casefile
 where city = :city and next_day <= :today and closed_at is null
   and {open_to casefile.id :viewer}
   and not {stopped casefile.id}
   and {not_joined casefile.id}
 order by next_day, id
 limit :most;

-- name: today_owned many
-- in: owner user_id, today day, latest day, most int
-- out: id casefile_id, resident resident_id?, kind code, source code, urgency code, state code, owner user_id?, lang code?, neighbourhood text?, received_at instant, acknowledge_by instant?, contact_by instant?, next_day day?, attempts int, person sealed?, place sealed?, rev int
select id, resident, kind, source, urgency, state, owner, lang, neighbourhood, received_at,
       acknowledge_by, contact_by, next_day, attempts, person, place, rev
  from casefile
 where city = :city and owner = :owner
   and state in ('acknowledged', 'attempted', 'contacted', 'assessed', 'connected')
   and {open_to casefile.id :owner}
   and not {stopped casefile.id}
   and {not_joined casefile.id}
 order by received_at desc, id
 limit :most;

-- name: today_stopped many
-- in: viewer user_id, today day, latest day, most int
-- out: id casefile_id, resident resident_id?, kind code, source code, urgency code, state code, owner user_id?, lang code?, neighbourhood text?, received_at instant, acknowledge_by instant?, contact_by instant?, next_day day?, attempts int, person sealed?, place sealed?, rev int
-- Of this person, or of nobody yet: what is left to do is to close them.
select id, resident, kind, source, urgency, state, owner, lang, neighbourhood, received_at,
       acknowledge_by, contact_by, next_day, attempts, person, place, rev
  from casefile
 where city = :city
   and state in ('submitted', 'acknowledged', 'attempted', 'contacted', 'assessed', 'connected')
   and (owner is null or owner = :viewer)
   and {open_to casefile.id :viewer}
   and {stopped casefile.id}
   and {not_joined casefile.id}
 order by received_at, id
 limit :most;

-- name: ages_contact many
-- in: viewer user_id, everybody int, today day, latest day, skip int, most int
-- out: id casefile_id, resident resident_id?, kind code, source code, urgency code, state code, owner user_id?, lang code?, neighbourhood text?, received_at instant, acknowledge_by instant?, contact_by instant?, next_day day?, attempts int, person sealed?, place sealed?, rev int
-- Nobody has spoken with them yet, the longest wait first.
select id, resident, kind, source, urgency, state, owner, lang, neighbourhood, received_at,
       acknowledge_by, contact_by, next_day, attempts, person, place, rev
  from casefile
 where city = :city and kind = 'request' and state in ('submitted', 'acknowledged', 'attempted')
   and (:everybody = 1 or owner is null or owner = :viewer)
   and {open_to casefile.id :viewer}
   and not {stopped casefile.id}
   and {not_joined casefile.id}
 order by received_at, id
 limit :most offset :skip;

-- name: ages_step many
-- in: viewer user_id, everybody int, today day, latest day, skip int, most int
-- out: id casefile_id, resident resident_id?, kind code, source code, urgency code, state code, owner user_id?, lang code?, neighbourhood text?, received_at instant, acknowledge_by instant?, contact_by instant?, next_day day?, attempts int, person sealed?, place sealed?, rev int
-- Spoken with, and no step is promised from today on.
select id, resident, kind, source, urgency, state, owner, lang, neighbourhood, received_at,
       acknowledge_by, contact_by, next_day, attempts, person, place, rev
  from casefile
 where city = :city and kind = 'request' and state in ('contacted', 'assessed', 'connected')
   and (:everybody = 1 or owner is null or owner = :viewer)
   and (next_day is null or next_day < :today)
   and {open_to casefile.id :viewer}
   and not {stopped casefile.id}
   and {not_joined casefile.id}
 order by coalesce(next_day, contacted_day), id
 limit :most offset :skip;

-- name: today_open_count one
-- in: owner user_id
-- out: open int
select count(*) from casefile
 where city = :city and owner = :owner
   and state in ('acknowledged', 'attempted', 'contacted', 'assessed', 'connected')
   and {open_to casefile.id :owner}
   and {not_joined casefile.id};

-- name: today_choices many
-- in: casefile casefile_id
-- out: choice code
select choice from case_choice
 where city = :city and casefile = :casefile order by choice limit 9;

-- name: today_answers many
-- in: viewer user_id, today day, latest day, most int
-- out: id referral_id, casefile casefile_id, resident resident_id?, owner user_id?, person sealed?, organization text, service text, need code, state code, reason code?, answered_at instant?, rev int
-- What agencies answered and nobody here has taken note of yet.
select r.id, r.casefile, c.resident, c.owner, c.person, o.name, s.name, n.need, r.state, r.reason,
       r.answered_at, r.rev
  from referral r
  join casefile c on c.city = r.city and c.id = r.casefile
  join organization o on o.city = r.city and o.id = r.organization
  join service s on s.city = r.city and s.id = r.service
  join case_need n on n.city = r.city and n.id = r.need
 where r.city = :city and r.answered_at is not null and r.noticed_at is null
   and r.answered_by = 'agency' and c.closed_at is null
   and {open_to c.id :viewer}
   and not {stopped c.id}
 order by r.answered_at
 limit :most;

-- name: today_silent many
-- in: today day, latest day, viewer user_id, most int
-- out: id referral_id, casefile casefile_id, resident resident_id?, owner user_id?, person sealed?, organization text, service text, need code, sent_day day, reply_by day, rev int
select r.id, r.casefile, c.resident, c.owner, c.person, o.name, s.name, n.need, r.sent_day, r.reply_by,
       r.rev
  from referral r
  join casefile c on c.city = r.city and c.id = r.casefile
  join organization o on o.city = r.city and o.id = r.organization
  join service s on s.city = r.city and s.id = r.service
  join case_need n on n.city = r.city and n.id = r.need
 where r.city = :city and r.state = 'sent' and r.reply_by < :today and c.closed_at is null
   and {open_to c.id :viewer}
   and not {stopped c.id}
   and r.way in ('link', 'phone', 'print') and o.aggregate_only = 0
 order by r.reply_by, r.id
 limit :most;

-- name: today_faults many
-- in: most int
-- out: id op_id, at instant, faults text, content sealed
-- Requests whose form was not whole: durable, and waiting for somebody to mend them.
select id, at, faults, content from op_fault
 where city = :city and resolved_at is null
 order by at
 limit :most;

-- name: fault_resolve exec
-- in: id op_id, at instant
update op_fault set resolved_at = :at
 where city = :city and id = :id and resolved_at is null;
