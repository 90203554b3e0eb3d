-- What a store holds, for tests that compare two of them.

-- name: dump_visit each
-- out: id id, property id, unit text, kind text, inspector id?, state text, occupancy text?, present text?, started_at instant?, card_left text?, card_reason text?, signed_at instant?, signed_name text?, order_text text?, clock_offset_ms int, clock_doubt int, rev int
select id, property, unit, kind, inspector, state, occupancy, present, started_at,
       card_left, card_reason, signed_at, signed_name, order_text, clock_offset_ms,
       clock_doubt, rev
  from inspection where city = :city order by id;

-- name: dump_finding each
-- out: id id, inspection id, unit text, code text, note text, correct_by day?, observed_at instant, state text, state_day day
select id, inspection, unit, code, note, correct_by, observed_at, state, state_day
  from finding where city = :city order by id;

-- name: dump_photo each
-- out: finding id, size int, taken_at instant
select finding, size, taken_at from finding_photo where city = :city order by finding, size;

-- name: dump_seen each
-- out: id id, finding id, state text, at instant
select id, finding, state, at from finding_seen where city = :city order by id;

-- name: dump_withdrawn each
-- out: id id, inspection id, code text, at instant
select id, inspection, code, at from finding_withdrawn where city = :city order by id;

-- name: dump_seen_photo each
-- out: finding id, size int
select finding, size from seen_photo where city = :city order by finding, size;

-- name: dump_no_entry each
-- out: id id, inspection id, reason text, card_left text?, day day, again id?
select id, inspection, reason, card_left, day, again
  from no_entry where city = :city order by id;

-- name: dump_facts each
-- out: id id, planned_day day, scope text?, told_right text?, entry_by text?, lead text?, year_built int?, units int?, habitable int?, specialist text?, specialist_why text?, unsafe int?, rooms text?
select id, planned_day, scope, told_right, entry_by, lead, year_built, units, habitable, specialist,
       specialist_why, unsafe, rooms
  from inspection where city = :city order by id;

-- name: dump_said each
-- out: id id, field text, value text, device id, at instant
select id, field, value, device, at from visit_said where city = :city order by id, field;

-- name: dump_settled each
-- out: id id, op id, field text, kept id
select id, op, field, kept from visit_settled where city = :city order by id, op;

-- name: dump_addendum each
-- out: id id, inspection id, text text, at instant
select id, inspection, text, at from addendum where city = :city order by id;

-- name: dump_visit_rollup each
-- out: day text, visits int, occupant_met int, cards int, findings int, endangering int
select day, signed, occupant_met, cards, findings, endangering
  from inspection_rollup where city = :city order by day;

-- name: dump_waiting each
-- out: id id, reason text
select id, reason from op_parked where city = :city and resolved_at is null order by id;

-- name: dump_parked each
-- out: id id
select id from op_parked where city = :city order by id;

-- name: dump_op each
-- out: id id, status text, problem text?, author id, at instant, received_at instant, offset_ms int
select id, status, problem, author, at, received_at, offset_ms
  from op where city = :city order by id;

-- name: dump_audit each
-- out: no int, actor text, act text, subject text
select no, actor, act, subject from audit where city = :city order by no;

-- name: dump_change each
-- out: no int, kind text, id id, person id?
select no, kind, id, person from change_log where city = :city order by no;

-- name: dump_casefile each
-- out: id id, resident id, kind text, urgency text, state text, requester id?, lang text?, neighbourhood text?, requested_at instant, received_at instant, acknowledge_by instant?, clock_doubt int, person bytes?, place bytes?
select id, resident, kind, urgency, state, requester, lang, neighbourhood, requested_at,
       received_at, acknowledge_by, clock_doubt, person, place
  from casefile where city = :city order by id;

-- name: dump_resident each
-- out: id id, wrapped_key bytes?
select id, wrapped_key from resident where city = :city order by id;

-- name: dump_fault each
-- out: id id, faults text, content bytes
select id, faults, content from op_fault where city = :city order by id;

-- name: dump_choice each
-- out: choice text, known_by text
select choice, known_by from case_choice where city = :city order by choice;

-- name: dump_reason each
-- out: reason text
select reason from case_reason where city = :city order by reason;

-- name: dump_consent each
-- out: id id, kind text, text_version text, lang text, method text, at instant
select id, kind, text_version, lang, method, at from consent where city = :city order by id;

-- name: dump_door each
-- out: day day
select day from door_no where city = :city order by id;

-- name: dump_mail each
-- out: event text, recipient text, template text, lang text, args text
select event, recipient, template, lang, args
  from outbox where city = :city order by event, recipient;

-- name: plant_property exec
-- in: id id, key text
insert into property (city, id, number, number_low, number_high, street, street_key, unit,
    place, region, postcode, neighbourhood, address_key, rev)
values (:city, :id, '12', 12, 12, 'Erie Street', 'erie st', '', 'Harborview', 'MA', '02100',
    'Waterside', :key, 1);

-- name: plant_visit exec
-- in: id id, property id, inspector id?
insert into inspection (city, id, property, unit, kind, inspector, planned_day, state,
    clock_offset_ms, clock_doubt, rev)
values (:city, :id, :property, '2', 'routine', :inspector, '2026-11-24', 'planned', 0, 0, 1);

-- name: plant_old_visit exec
-- in: id id, property id, day day, state code
insert into inspection (city, id, property, unit, kind, planned_day, state, clock_offset_ms,
    clock_doubt, rev)
values (:city, :id, :property, '9', 'routine', :day, :state, 0, 0, 1);

-- name: old_visits many
-- out: id id
select id from inspection where city = :city and unit = '9' order by id limit 1000000;

-- name: plant_person exec
-- in: id id, email text, lang text
insert into person (city, id, email, name, lang, state, created_at, failed, rev)
values (:city, :id, :email, 'A Person', :lang, 'active', 1, 0, 1);

-- name: plant_role exec
-- in: id id, role text
insert into person_role (city, person, role) values (:city, :id, :role);

-- name: case_cells one
-- in: id id
-- out: resident id, wrapped_key bytes, person bytes, place bytes
select c.resident, r.wrapped_key, c.person, c.place
  from casefile c join resident r on r.city = c.city and r.id = c.resident
 where c.city = :city and c.id = :id;

-- name: dump_survey_count each
-- out: quarter code, wave code, question code, answer int, n int
select quarter, wave, question, answer, n from survey_count where city = :city
 order by quarter, wave, question, answer;

-- name: plant_home exec
-- in: id id, key text, number int, words text, unit text
insert into property (city, id, number, number_low, number_high, street, street_key, unit,
    place, region, postcode, neighbourhood, address_key, rev)
values (:city, :id, :words, :number, :number, 'Erie Street', 'erie st', :unit, 'Harborview',
    'MA', '02100', 'Waterside', :key, 1);

-- name: plant_request exec
-- in: id id, inspection id, property id, came text, wrong text
insert into inspection_request (city, id, inspection, property, unit, came, alleged, wrong,
    received_day, due_day, taken_by, taken_at)
values (:city, :id, :inspection, :property, '2B', :came, 0, :wrong, '2026-11-23', '2026-11-25',
    :id, 1);

-- name: plant_delivery exec
-- in: id id, inspection id, how text, corrects id?
insert into delivery (city, id, inspection, day, recipient, how, recorded_by, recorded_at,
    corrects)
values (:city, :id, :inspection, '2026-11-24', 'owner', :how, :id, 1, :corrects);

-- name: plant_extension exec
-- in: id id, finding id
insert into extension (city, id, finding, was, until, reason, approver, at)
values (:city, :id, :finding, '2026-11-25', '2026-11-30', 'parts', :id, 1795500000000);

-- name: plant_more_time exec
-- in: id id, finding id
insert into more_time (city, id, finding, asked_by, reason, until, taken_by, asked_at, state, rev)
values (:city, :id, :finding, 'owner', 'money', '2026-11-30', :id, 1795500000000, 'asked', 1);

-- name: every_key many
-- out: id id, wrapped_key bytes?
select id, wrapped_key from resident where city = :city order by id limit 2000;

-- name: forget_erasures exec
delete from erasure where city = :city;

-- name: put_key_back exec
-- in: id id, wrapped_key bytes
update resident set wrapped_key = :wrapped_key, erased_at = null
 where city = :city and id = :id;

-- name: left_of_case one
-- in: casefile casefile_id
-- out: cells int, keys int, reasons int
select (select count(*) from casefile c
         where c.city = :city and c.id = :casefile
           and (c.person is not null or c.place is not null or c.words is not null))
       + (select count(*) from consent k
           where k.city = :city and k.casefile = :casefile
             and (k.detail is not null or k.code_sha is not null)),
       (select count(*) from case_key m where m.city = :city and m.casefile = :casefile),
       (select count(*) from case_reason r
         where r.city = :city and r.casefile = :casefile);

-- name: dump_photo_end one
-- out: n int
select count(*) from photo_end where city = :city;

-- name: forget_kept exec
update legal_demand set kept = null where city = :city;
