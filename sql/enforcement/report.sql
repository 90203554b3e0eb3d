-- What a period's visits add up to, from counts kept at write.

-- name: report_visits one
-- in: first day, last day
-- out: inspections int, occupant_met int, cards_known int, cards_left int
select cast(coalesce(sum(signed), 0) as bigint), cast(coalesce(sum(occupant_met), 0) as bigint),
       cast(coalesce(sum(cards_known), 0) as bigint), cast(coalesce(sum(cards), 0) as bigint)
  from inspection_rollup
 where city = :city and day between :first and :last;
