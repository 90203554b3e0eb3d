-- taker: how many visits each inspector signed (domain/taker.h).

-- name: signers many
-- in: since day
-- out: who user_id, visits int
select inspector, count(*)
  from inspection
 where city = :city and planned_day >= :since and inspector is not null
   and signed_at is not null
 group by inspector
 order by inspector
 limit 2000;
