-- legal: what courts and others demand of care.

-- name: demand_add exec
-- in: id id, casefile casefile_id, asked_by user_id, asked_at instant, kind code, came_day day, classes int, given int, gagged int, paper sealed, state code, decided_at instant?, kept sealed
-- A form sent twice is one demand.
insert into legal_demand (city, id, casefile, asked_by, asked_at, kind, came_day, classes,
                          given, gagged, paper, state, decided_by, decided_at, why, released,
                          released_sha, kept, rev)
values (:city, :id, :casefile, :asked_by, :asked_at, :kind, :came_day, :classes, :given,
        :gagged, :paper, :state, null, :decided_at, null, null, null, :kept, 1)
on conflict do nothing;

-- name: demand_by_id one
-- in: id id
-- out: id id, casefile casefile_id, asked_by user_id, asked_at instant, kind code, came_day day, classes int, given int, gagged int, paper sealed, state code, decided_by user_id?, decided_at instant?, why sealed?, released sealed?, released_sha bytes?, kept sealed?, rev int
select id, casefile, asked_by, asked_at, kind, came_day, classes, given, gagged, paper,
       state, decided_by, decided_at, why, released, released_sha, kept, rev
  from legal_demand where city = :city and id = :id;

-- name: demand_list many
-- in: viewer user_id
-- out: id id, casefile casefile_id, resident resident_id?, asked_by user_id, asked_at instant, kind code, came_day day, classes int, given int, paper sealed, kept sealed?, state code, decided_by user_id?, decided_at instant?
select l.id, l.casefile, c.resident, l.asked_by, l.asked_at, l.kind, l.came_day, l.classes,
       l.given, l.paper, l.kept, l.state, l.decided_by, l.decided_at
  from legal_demand l
  join casefile c on c.city = l.city and c.id = l.casefile
 where l.city = :city and {open_to l.casefile :viewer}
 order by case when l.state = 'asked' then 0 else 1 end, l.asked_at desc, l.id limit 200;

-- name: demand_decide exec expect 1
-- in: id id, state code, by user_id, at instant, why sealed, released sealed?, sha bytes?, kept sealed, rev int
update legal_demand
   set state = :state, decided_by = :by, decided_at = :at, why = :why, released = :released,
       released_sha = :sha, kept = :kept, rev = :rev
 where city = :city and id = :id and state = 'asked' and asked_by <> :by and rev = :rev - 1;

-- name: demand_waits one
-- in: casefile casefile_id
-- out: n int
select count(*) from legal_demand
 where city = :city and casefile = :casefile and state = 'asked';

-- name: demand_counts many
-- out: kind code, state code, n int
select kind, state, count(*) from legal_demand where city = :city
 group by kind, state order by kind, state limit 50;

-- name: demand_told many
-- in: casefile casefile_id
-- out: decided_at instant
-- Given, and she may know.
select decided_at from legal_demand
 where city = :city and casefile = :casefile and state = 'released' and gagged = 0
 order by decided_at limit 50;

-- name: demand_withdraw exec expect 1
-- in: id id, by user_id, at instant, why sealed, rev int
-- By whoever may write one down, its own writer too: nothing is given.  What nobody had
-- to decide can be withdrawn, too.
update legal_demand
   set state = 'withdrawn', decided_by = :by, decided_at = :at, why = :why, rev = :rev
 where city = :city and id = :id and rev = :rev - 1
   and (state = 'asked' or (state = 'refused' and decided_by is null));

-- name: demand_unkept many
-- in: casefile casefile_id
-- out: id id
-- Written down before the column was.
select id from legal_demand
 where city = :city and casefile = :casefile and kept is null order by id limit 200;

-- name: demand_keep exec
-- in: id id, kept sealed
update legal_demand set kept = :kept where city = :city and id = :id;
