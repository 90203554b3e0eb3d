-- callback: consents that are called back, and what is said of how sharing stopped.

-- name: callback_add exec
-- in: consent consent_id, casefile casefile_id, taken_by user_id, drawn_at instant
insert into callback (city, consent, casefile, taken_by, drawn_at, state, tries, tried_at,
                      ended_at, called_by, knows_whom, knows_stop, rev)
values (:city, :consent, :casefile, :taken_by, :drawn_at, 'waits', 0, null, null, null,
        null, null, 1)
on conflict do nothing;

-- name: callback_list many
-- in: viewer user_id, since instant, today day, latest day, most int
-- out: consent consent_id, casefile casefile_id, resident resident_id?, person sealed?, drawn_at instant, state code, tries int, ended_at instant?
-- What waits, and what was no yes or reached nobody of late; never of a consent that the
-- viewer took, of a case that is closed to the viewer, or of one looked after in another.
-- Nobody calls a household that stopped everything; what it said before stays.
select b.consent, b.casefile, c.resident, c.person, b.drawn_at, b.state, b.tries,
       b.ended_at
  from callback b join casefile c on c.city = b.city and c.id = b.casefile
 where b.city = :city and b.state in ('waits', 'denied', 'unreached')
   and (b.state = 'waits' or b.ended_at >= :since)
   and b.taken_by <> :viewer
   and {open_to b.casefile :viewer}
   and (b.state <> 'waits' or not {stopped b.casefile})
   and {not_joined b.casefile}
 order by b.drawn_at, b.consent
 limit :most;

-- name: callback_by_consent one
-- in: consent consent_id
-- out: casefile casefile_id, taken_by user_id, drawn_at instant, state code, tries int, rev int
select casefile, taken_by, drawn_at, state, tries, rev
  from callback where city = :city and consent = :consent;

-- name: callback_save exec expect 1
-- in: consent consent_id, state code, tries int, tried_at instant?, ended_at instant?, called_by user_id?, knows_whom code?, knows_stop code?, rev int
update callback
   set state = :state, tries = :tries, tried_at = :tried_at, ended_at = :ended_at,
       called_by = :called_by, knows_whom = :knows_whom, knows_stop = :knows_stop,
       rev = :rev
 where city = :city and consent = :consent and rev = :rev - 1;

-- name: callback_over exec
-- in: consent consent_id, at instant
update callback set state = 'stopped', ended_at = :at, rev = rev + 1
 where city = :city and consent = :consent and state = 'waits';

-- name: callback_counts many
-- out: state code, n int
select state, count(*) from callback where city = :city group by state order by state
 limit 10;

-- name: callback_unsure one
-- out: whom int, stop int
select (select count(*) from callback where city = :city and knows_whom = 'no'),
       (select count(*) from callback where city = :city and knows_stop = 'no');

-- name: stop_ways many
-- in: since instant, until instant
-- out: way code, n int
-- How often somebody stopped: one word ends several consents, and counts once.
select way, count(*)
  from (select distinct w.at, w.way, c.casefile
          from withdrawal w join consent c on c.city = w.city and c.id = w.consent
         where w.city = :city and w.at >= :since and w.at < :until
        union
        select w.at, w.way, h.casefile
          from withdrawal w join hub_consent h on h.city = w.city and h.id = w.consent
         where w.city = :city and w.at >= :since and w.at < :until) as once
 group by way order by way
 limit 10;
