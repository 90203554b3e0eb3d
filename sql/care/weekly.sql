-- weekly: the inspectors' weekly letter.

-- name: weekly_last one
-- out: day day?
select max(day) from weekly_batch where city = :city;

-- name: weekly_made exec
-- in: day day, at instant
insert into weekly_batch (city, day, made_at) values (:city, :day, :at)
on conflict do nothing;

-- name: weekly_own many
-- in: requester user_id, since day, viewer user_id?, most int
-- out: id casefile_id, state code, received_day day, contacted_day day?, connected_day day?, closed_day day?, contact_by instant?, thanks int, told code?, told_thanks int
-- Alerts are left out, as in request_own; and for whoever only looks at letters, what
-- its household closed to that person.
select c.id, c.state, c.received_day, c.contacted_day, c.connected_day, c.closed_day,
       c.contact_by, case when t.casefile is null then 0 else 1 end, w.state,
       coalesce(w.thanks, 0)
  from casefile c
  left join case_thanks t on t.city = c.city and t.casefile = c.id
  left join weekly_told w on w.city = c.city and w.casefile = c.id
 where c.city = :city and c.requester = :requester and c.kind = 'request'
   and c.received_day >= :since
   and {open_to c.id :viewer}
 order by c.received_at, c.id
 limit :most;

-- name: weekly_told exec
-- in: casefile casefile_id, state code, thanks int
insert into weekly_told (city, casefile, state, thanks)
values (:city, :casefile, :state, :thanks)
on conflict (city, casefile) do update
   set state = excluded.state, thanks = excluded.thanks;

-- name: weekly_team one
-- in: first day, last day
-- out: asked int, reached int
-- All inspectors together; nobody is counted alone.  What happened after the quarter
-- changes nothing.
select count(*), count(case when contacted_day <= :last then 1 end)
  from casefile
 where city = :city and kind = 'request' and source = 'inspector'
   and received_day >= :first and received_day <= :last;

-- name: thanks_add exec
-- in: casefile casefile_id, noted_by user_id, at instant
insert into case_thanks (city, casefile, noted_by, at)
values (:city, :casefile, :noted_by, :at)
on conflict do nothing;
