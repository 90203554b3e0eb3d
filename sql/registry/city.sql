-- The city itself: one row of its registry store.

-- name: city_add exec expect 1
-- in: name text, timezone text, state code, created_at instant
insert into city (city, name, timezone, state, created_at, rev)
values (:city, :name, :timezone, :state, :created_at, 1);

-- name: city_get one
-- out: name text, timezone text, state code, created_at instant, rev int
select name, timezone, state, created_at, rev from city where city = :city;

-- name: setting_put exec
-- in: name code, value text
insert into setting (city, name, value, rev) values (:city, :name, :value, 1)
on conflict (city, name) do update set value = excluded.value, rev = setting.rev + 1;
