-- Visits that are still to be made.

-- name: inspection_plan exec
-- in: id inspection_id, property property_id, unit text, kind text, inspector user_id?, planned_day day, planned_time text?
-- Planning the same visit twice plans it once.
insert into inspection (city, id, property, unit, kind, inspector, planned_day,
                        planned_time, state, clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, :kind, :inspector, :planned_day,
        :planned_time, 'planned', 0, 0, 1)
on conflict (city, id) do nothing;
