-- The city itself: one row of its registry store.

-- name: city_add exec expect 1
-- in: name text, timezone text, state code, created_at instant
insert into city (city, name, timezone, state, created_at, rev)
values (:city, :name, :timezone, :state, :created_at, 1);

-- name: city_get one
-- out: name text, timezone text, state code, created_at instant, rev int
select name, timezone, state, created_at, rev from city where city = :city;
