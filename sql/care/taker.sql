-- taker: who was given a yes at doors, how often and how quickly (domain/taker.h).

-- name: takers many
-- in: since day, quick int
-- out: who user_id, yeses int, timed int, quick int
-- Of requests from the phone alone: a desk has no screen that is handed over.
select c.requester, count(*), count(n.asked_seconds),
       cast(sum(case when n.asked_seconds < :quick then 1 else 0 end) as bigint)
  from casefile c join consent n on n.city = c.city and n.casefile = c.id
 where c.city = :city and c.kind = 'request' and c.source = 'inspector'
   and c.received_day >= :since and c.requester is not null and n.kind = 'door'
 group by c.requester
 order by c.requester
 limit 2000;
