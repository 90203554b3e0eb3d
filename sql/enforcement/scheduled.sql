-- Inspections that another system keeps: its day's list, told again and again.

-- name: scheduled_by_external one
-- in: external_id text
-- out: id inspection_id, property property_id, unit text, kind code, state code, inspector user_id?, planned_day day, planned_time text?, inspected_at instant?, result text?, record_url text?
select id, property, unit, kind, state, inspector, planned_day, planned_time, inspected_at,
       result, record_url
  from inspection where city = :city and external_id = :external_id;

-- name: scheduled_add exec
-- in: id inspection_id, property property_id, unit text, kind code, inspector user_id, planned_day day, planned_time text?, inspected_at instant?, result text?, record_url text?, external_id text
insert into inspection (city, id, property, unit, kind, inspector, planned_day,
                        planned_time, state, inspected_at, result, record_url,
                        external_id, clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, :kind, :inspector, :planned_day, :planned_time,
        'planned', :inspected_at, :result, :record_url, :external_id, 0, 0, 1);

-- name: scheduled_set exec expect 1
-- in: id inspection_id, property property_id, unit text, kind code, inspector user_id, planned_day day, planned_time text?, inspected_at instant?, result text?, record_url text?
update inspection
   set property = :property, unit = :unit, kind = :kind, inspector = :inspector,
       planned_day = :planned_day, planned_time = :planned_time,
       inspected_at = :inspected_at, result = :result, record_url = :record_url,
       rev = rev + 1
 where city = :city and id = :id;
