-- Zones: which inspectors go to which part of the city.

-- name: zone_list many
-- out: id id, name text, rev int
select id, name, rev from zone where city = :city order by name, id limit 200;

-- name: zone_areas many
-- out: kind code, area text, zone id
select kind, area, zone from zone_area where city = :city order by kind, area limit 2000;

-- name: zone_inspectors many
-- out: zone id, inspector user_id
select zone, inspector from zone_inspector where city = :city
 order by zone, inspector limit 2000;

-- name: zone_known_areas many
-- out: kind code, area text, homes int
-- What the register has.
select 'neighbourhood' as kind, neighbourhood as area, count(*) as homes from property
 where city = :city and neighbourhood is not null and neighbourhood <> ''
 group by neighbourhood
union all
select 'postcode' as kind, postcode as area, count(*) as homes from property
 where city = :city and postcode <> '' group by postcode
 order by kind, area limit 400;

-- name: zone_by_id one
-- in: id id
-- out: name text, rev int
select name, rev from zone where city = :city and id = :id;

-- name: zone_add exec
-- in: id id, name text
insert into zone (city, id, name, rev) values (:city, :id, :name, 1);

-- name: zone_save exec expect 1
-- in: id id, name text, rev int
update zone set name = :name, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: zone_areas_drop exec
-- in: zone id
delete from zone_area where city = :city and zone = :zone;

-- name: zone_area_put exec
-- in: kind code, area text, zone id
-- An area is of one zone: the last that asked for it.
insert into zone_area (city, kind, area, zone) values (:city, :kind, :area, :zone)
on conflict (city, kind, area) do update set zone = excluded.zone;

-- name: zone_inspectors_drop exec
-- in: zone id
delete from zone_inspector where city = :city and zone = :zone;

-- name: zone_inspector_put exec
-- in: zone id, inspector user_id
insert into zone_inspector (city, zone, inspector) values (:city, :zone, :inspector)
on conflict (city, zone, inspector) do nothing;

-- name: zone_of many
-- in: property property_id
-- out: inspector user_id
-- Who goes to this address: by its neighbourhood, else by its postcode.
select i.inspector
  from zone_inspector i
 where i.city = :city and i.zone = (
    select a.zone from property p join zone_area a on a.city = p.city
       and ((a.kind = 'neighbourhood' and a.area = p.neighbourhood)
         or (a.kind = 'postcode' and a.area = p.postcode))
     where p.city = :city and p.id = :property order by a.kind limit 1)
 order by i.inspector limit 100;
