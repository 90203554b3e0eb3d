-- home: events at the households' addresses that somebody has taken note of.

-- name: home_noted_list many
-- in: owner user_id
-- out: casefile casefile_id, kind code, about id
select n.casefile, n.kind, n.about
  from casefile c join home_noted n on n.city = c.city and n.casefile = c.id
 where c.city = :city and c.owner = :owner
   and c.state in ('acknowledged', 'attempted', 'contacted', 'assessed', 'connected')
 limit 5000;

-- name: home_note exec
-- in: casefile casefile_id, kind code, about id, noted_by user_id, at instant
insert into home_noted (city, casefile, kind, about, noted_by, at)
values (:city, :casefile, :kind, :about, :noted_by, :at)
    on conflict (city, casefile, kind, about) do nothing;
