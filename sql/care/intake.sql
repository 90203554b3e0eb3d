-- intake: help asked for away from the door.

-- name: intake_self_count one
-- in: day day, since instant
-- out: times int
-- By residents themselves, without a desk.
select count(*) from casefile
 where city = :city and received_day >= :day and received_at >= :since
   and source = 'self' and requester is null;
