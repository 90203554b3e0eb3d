-- Properties: the register that inspections, violations and requests stand on.

-- name: property_by_key one
-- in: address_key text
-- out: id property_id, external_id text?, number text, street text, unit text, place text, region text, postcode text, lat_e7 int?, lon_e7 int?, year_built int?, neighbourhood text?
select id, external_id, number, street, unit, place, region, postcode, lat_e7, lon_e7,
       year_built, neighbourhood
  from property where city = :city and address_key = :address_key;

-- name: property_near many
-- in: street_key text, low int, high int
-- out: id property_id, number text, number_low int, number_high int, street_key text, unit text, postcode text, neighbourhood text?, address_key text
-- Whose range touches low to high, on the same street, the narrowest first.
select id, number, number_low, number_high, street_key, unit, postcode, neighbourhood,
       address_key
  from property
 where city = :city and street_key = :street_key
   and number_low <= :high and number_high >= :low
 order by number_high - number_low, unit, address_key
 limit 200;

-- name: property_by_external many
-- in: external_id text
-- out: id property_id, neighbourhood text?
select id, neighbourhood from property
 where city = :city and external_id = :external_id
 order by address_key limit 2;

-- name: property_add exec
-- in: id property_id, external_id text?, number text, number_low int, number_high int, street text, street_key text, unit text, place text, region text, postcode text, lat_e7 int?, lon_e7 int?, year_built int?, neighbourhood text?, address_key text
insert into property (city, id, external_id, number, number_low, number_high, street,
                      street_key, unit, place, region, postcode, lat_e7, lon_e7,
                      year_built, neighbourhood, address_key, rev)
values (:city, :id, :external_id, :number, :number_low, :number_high, :street,
        :street_key, :unit, :place, :region, :postcode, :lat_e7, :lon_e7,
        :year_built, :neighbourhood, :address_key, 1)
on conflict (city, address_key) do nothing;

-- name: property_set exec expect 1
-- in: id property_id, external_id text?, number text, street text, unit text, place text, region text, postcode text, lat_e7 int?, lon_e7 int?, year_built int?, neighbourhood text?
update property
   set external_id = :external_id, number = :number, street = :street, unit = :unit,
       place = :place, region = :region, postcode = :postcode, lat_e7 = :lat_e7,
       lon_e7 = :lon_e7, year_built = :year_built, neighbourhood = :neighbourhood,
       rev = rev + 1
 where city = :city and id = :id;

-- name: property_index_version one
-- out: n int, revs int
-- A row more or a row's change makes one of them greater; a restore changes the epoch.
select count(*), cast(coalesce(sum(rev), 0) as bigint) from property where city = :city;

-- name: property_index each
-- out: id property_id, number text, street text, unit text, place text, postcode text, neighbourhood text?
-- Where a house is and nothing else of it; street by street, as the phone's list has them.
select id, number, street, unit, place, postcode, neighbourhood from property
 where city = :city
 order by street_key, place, postcode, neighbourhood, street, number_low, number, unit, id
 limit 100000;

-- name: ready_addresses one
-- out: n int
-- Whether there is a register to work with.
select count(*) from property where city = :city;
