-- What a report may know of a case: plain columns only, lists as words by ';'.

-- name: report_cases each
-- in: first day, last day, as_of instant, known day
-- out: kind code, source code, urgency code, prior_services code, state code, close_reason code?, received_day day, acknowledged_day day?, contacted_day day?, closed_at instant?, reasons text?, services text?, causes text?, barriers text?, found text?, unmet text?
-- known: the day of as_of.  What began later, or was found, is not there yet; a need is met
-- or unmet as it is today.
-- One that was joined to another case is closed, as a duplicate, from then on.
select c.kind, c.source, c.urgency, c.prior_services,
       case when j.main is null then c.state else 'closed' end,
       case when j.main is null then c.close_reason else 'duplicate' end,
       c.received_day, c.acknowledged_day, c.contacted_day,
       case when j.main is null then c.closed_at else j.joined_at end,
       (select string_agg(r.reason, ';') from case_reason r
         where r.city = :city and r.casefile = c.id),
       (select string_agg(s.service, ';') from case_service s
         where s.city = :city and s.casefile = c.id
           and (s.first_day is null or s.first_day <= :known)),
       (select string_agg(w.cause, ';') from case_cause w
         where w.city = :city and w.casefile = c.id),
       (select string_agg(b.barrier, ';') from case_barrier b
         where b.city = :city and b.casefile = c.id),
       (select string_agg(n.need, ';') from case_need n
         where n.city = :city and n.casefile = c.id and n.found_day <= :known),
       (select string_agg(u.need, ';') from case_need u
         where u.city = :city and u.casefile = c.id and u.state = 'unmet'
           and u.found_day <= :known)
  from casefile c
  left join case_join j on j.city = c.city and j.casefile = c.id
   and j.joined_at <= :as_of and (j.ended = 0 or j.ended > :as_of)
 where c.city = :city and c.received_day between :first and :last
   and c.recorded_at <= :as_of;
