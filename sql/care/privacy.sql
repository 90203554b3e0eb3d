-- privacy: what waits for whoever has the office of privacy.

-- name: privacy_waits one
-- in: viewer user_id, since instant, day day
-- out: glasses int, first instant?, demands int, reads int, blocks int
-- Emergencies that others opened and nobody looked at, the first of them; demands that
-- others wrote down; people who came to the end of their day; blocks that stand.
select (select count(*) from glass g
         where g.city = :city and g.at >= :since and g.reviewed_at is null
           and g.person <> :viewer and {open_to g.casefile :viewer}),
       (select min(g.at) from glass g
         where g.city = :city and g.at >= :since and g.reviewed_at is null
           and g.person <> :viewer and {open_to g.casefile :viewer}),
       (select count(*) from legal_demand l
         where l.city = :city and l.state = 'asked' and l.asked_by <> :viewer
           and {open_to l.casefile :viewer}),
       (select count(*) from read_alert r
         where r.city = :city and r.day = :day and r.let_at is null
           and r.person <> :viewer),
       (select count(*) from case_block b
         where b.city = :city and b.lifted_at is null and {open_to b.casefile :viewer});
