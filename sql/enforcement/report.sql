-- What a period's visits add up to, from counts kept at write.

-- name: report_visits one
-- in: first day, last day, from_ms instant, to_ms instant
-- out: inspections int, occupant_met int, cards_known int, cards_left int
-- Those that another system keeps count by what it says of them: made when it says when,
-- and its words are none that say nobody got in.
select cast(coalesce(sum(r.signed), 0) as bigint),
       cast(coalesce(sum(r.occupant_met), 0) as bigint),
       cast(coalesce(sum(r.cards_known), 0) as bigint),
       cast(coalesce(sum(r.cards), 0) as bigint)
  from (select signed, occupant_met, cards_known, cards from inspection_rollup
         where city = :city and day between :first and :last
        union all
        select 1, case when v.present like '%occupant%' then 1 else 0 end,
               case when v.card_left is null then 0 else 1 end,
               case when v.card_left = 'yes' then 1 else 0 end
          from inspection v
         where v.city = :city and v.external_id is not null
           and v.inspected_at >= :from_ms and v.inspected_at < :to_ms
           and v.signed_at is null
           and lower(coalesce(v.result, '')) not in ('no entry', 'no access', 'no show',
               'not home', 'not inspected', 'refused', 'refused entry', 'canceled',
               'cancelled', 'rescheduled')) r;
