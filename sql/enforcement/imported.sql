-- Violations taken over from another system: its cases become inspections of kind
-- `imported`, closed and unsigned; its violations become findings.

-- name: imported_visit_by_external one
-- in: external_id text
-- out: id inspection_id, property property_id
select id, property from inspection where city = :city and external_id = :external_id;

-- name: imported_visit_add exec
-- in: id inspection_id, property property_id, unit text, planned_day day, external_id text
insert into inspection (city, id, property, unit, kind, planned_day, state, external_id,
                        clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, :unit, 'imported', :planned_day, 'closed', :external_id,
        0, 0, 1);

-- name: imported_finding_by_external one
-- in: external_id text
-- out: id finding_id, state code, state_day day, note text
select id, state, state_day, note from finding
 where city = :city and external_id = :external_id;

-- name: imported_finding_add exec
-- in: id finding_id, inspection inspection_id, property property_id, unit text, code text, library text, place code, note text, endangering int, responsible code, observed_at instant, state code, state_day day, external_id text
insert into finding (city, id, inspection, property, unit, code, library, place, note,
                     endangering, responsible, observed_at, state, state_day,
                     external_id, rev)
values (:city, :id, :inspection, :property, :unit, :code, :library, :place, :note,
        :endangering, :responsible, :observed_at, :state, :state_day, :external_id, 1);

-- name: imported_finding_set exec expect 1
-- in: id finding_id, state code, state_day day, note text
update finding
   set state = :state, state_day = :state_day, note = :note, rev = rev + 1
 where city = :city and id = :id;
