-- household: who lives there, and where they lived when.

-- name: household_person_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, person sealed
insert into household_person (city, id, casefile, author, at, gone_day, person, rev)
values (:city, :id, :casefile, :author, :at, null, :person, 1)
on conflict do nothing;

-- name: household_person_save exec expect 1
-- in: id id, casefile casefile_id, gone_day day?, person sealed, rev int
update household_person set gone_day = :gone_day, person = :person, rev = :rev
 where city = :city and id = :id and casefile = :casefile and rev = :rev - 1;

-- name: household_person_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, gone_day day?, person sealed, rev int
select id, author, at, gone_day, person, rev from household_person
 where city = :city and casefile = :casefile order by at, id limit 60;

-- name: household_home_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, from_day day?, to_day day?, place sealed?
insert into household_home (city, id, casefile, author, at, from_day, to_day, place)
values (:city, :id, :casefile, :author, :at, :from_day, :to_day, :place)
on conflict do nothing;

-- name: household_home_close exec
-- in: casefile casefile_id, day day
update household_home set to_day = :day
 where city = :city and casefile = :casefile and to_day is null;

-- name: household_home_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, from_day day?, to_day day?, place sealed?
-- The latest, the last one first.
select id, author, at, from_day, to_day, place from household_home
 where city = :city and casefile = :casefile order by at desc, id desc limit 60;
