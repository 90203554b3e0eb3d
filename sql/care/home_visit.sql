-- home_visit: visits to a household, and who is inside a home now.

-- name: home_visit_add exec
-- in: id id, casefile casefile_id, visitor user_id, author user_id, day day, start_time code, joint sealed?
insert into home_visit (city, id, casefile, visitor, author, day, start_time, joint, state,
                        in_at, expected_at, out_at, alarmed_at, rev)
values (:city, :id, :casefile, :visitor, :author, :day, :start_time, :joint, 'planned',
        null, null, null, null, 1)
on conflict do nothing;

-- name: home_visit_by_id one
-- in: id id, casefile casefile_id
-- out: id id, casefile casefile_id, visitor user_id, day day, start_time code, joint sealed?, state code, in_at instant?, expected_at instant?, out_at instant?, alarmed_at instant?, rev int
select id, casefile, visitor, day, start_time, joint, state, in_at, expected_at, out_at,
       alarmed_at, rev
  from home_visit where city = :city and id = :id and casefile = :casefile;

-- name: home_visit_save exec expect 1
-- in: id id, state code, in_at instant?, expected_at instant?, out_at instant?, alarmed_at instant?, rev int
update home_visit
   set state = :state, in_at = :in_at, expected_at = :expected_at, out_at = :out_at,
       alarmed_at = :alarmed_at, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: home_visit_list many
-- in: casefile casefile_id
-- out: id id, casefile casefile_id, visitor user_id, day day, start_time code, joint sealed?, state code, in_at instant?, expected_at instant?, out_at instant?, alarmed_at instant?, rev int
select id, casefile, visitor, day, start_time, joint, state, in_at, expected_at, out_at,
       alarmed_at, rev
  from home_visit where city = :city and casefile = :casefile
 order by day desc, start_time desc, id limit 60;

-- name: home_visit_today many
-- in: today day, latest day, viewer user_id
-- out: id id, casefile casefile_id, resident resident_id?, owner user_id?, person sealed?, place sealed?, visitor user_id, day day, start_time code, state code, expected_at instant?, rev int
-- Of the day, and whoever is inside whatever the day, whatever was stopped.
select v.id, v.casefile, c.resident, c.owner, c.person, c.place, v.visitor, v.day,
       v.start_time, v.state, v.expected_at, v.rev
  from home_visit v join casefile c on c.city = v.city and c.id = v.casefile
 where v.city = :city and (v.day = :today or v.state = 'inside') and v.state <> 'cancelled'
   and {open_to v.casefile :viewer}
   and (v.state = 'inside' or not {stopped v.casefile})
 order by v.day, v.start_time, v.id limit 100;

-- name: home_visit_alarming many
-- in: before instant
-- out: id id, casefile casefile_id, visitor user_id, expected_at instant, rev int
select id, casefile, visitor, expected_at, rev from home_visit
 where city = :city and state = 'inside' and expected_at < :before and alarmed_at is null
 order by expected_at, id limit 20;

-- name: home_visit_alarmed exec expect 1
-- in: id id, at instant, rev int
update home_visit set alarmed_at = :at, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;
