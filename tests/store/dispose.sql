-- Rows of every table that hangs from a record of the schedule, for tests of what goes
-- with it: `id` is the row's own, `of` its visit, violation or request.

-- name: hang_complaint exec
-- in: id id, of id
insert into inspection_request (city, id, inspection, property, unit, came, alleged, wrong,
    received_day, due_day, taken_by, taken_at)
select :city, :id, v.id, v.property, '', 'phone', 0, 'x', '2026-11-23', '2026-11-25', :id, 1
  from inspection v where v.city = :city and v.id = :of;

-- name: hang_seen_photo exec
-- in: id id, of id
-- The same picture as its violation's.
insert into seen_photo (city, seen, finding, sha256, size, taken_at)
select :city, :id, n.finding, n.sha256, 9, 1 from finding_photo n
 where n.city = :city and n.finding = :of;

-- name: hang_delivery exec
-- in: id id, of id
insert into delivery (city, id, inspection, day, recipient, how, recorded_by, recorded_at)
values (:city, :id, :of, '2026-11-24', 'owner', 'email', :id, 1);

-- name: hang_extension exec
-- in: id id, of id
insert into extension (city, id, finding, was, until, reason, approver, at)
values (:city, :id, :of, '2026-11-25', '2026-11-30', 'parts', :id, 1);

-- name: hang_more_time exec
-- in: id id, of id
insert into more_time (city, id, finding, asked_by, reason, until, taken_by, asked_at, state, rev)
values (:city, :id, :of, 'owner', 'money', '2026-11-30', :id, 1, 'asked', 1);

-- name: hang_finding_seen exec
-- in: id id, of id
insert into finding_seen (city, id, finding, inspection, author, state, at, day)
values (:city, :id, :of, :id, :id, 'corrected', 1, '2026-11-24');

-- name: hang_finding_withdrawn exec
-- in: id id, of id
insert into finding_withdrawn (city, id, inspection, property, code, author, at, day)
values (:city, :id, :of, :id, '410.180', :id, 1, '2026-11-24');

-- name: hang_no_entry exec
-- in: id id, of id
insert into no_entry (city, id, inspection, property, author, reason, at, day)
values (:city, :id, :of, :id, :id, 'refused', 1, '2026-11-24');

-- name: hang_visit_said exec
-- in: id id, of id
insert into visit_said (city, id, field, inspection, value, device, at)
values (:city, :id, 'unit', :of, '2', :id, 1);

-- name: hang_visit_settled exec
-- in: id id, of id
insert into visit_settled (city, id, op, inspection, field, kept, author, at)
values (:city, :id, :id, :of, 'unit', :id, :id, 1);

-- name: hang_paper_entry exec
-- in: id id, of id
insert into paper_entry (city, id, inspection, entered_by, entered_at)
values (:city, :id, :of, :id, 1);

-- name: hang_addendum exec
-- in: id id, of id
insert into addendum (city, id, inspection, author, text, at)
values (:city, :id, :of, :id, 'x', 1);

-- name: hang_release_file exec
-- in: id id, of id
insert into release_file (city, id, request, asker, made_by, made_at, lines, masked, withheld, sha)
values (:city, :id, :of, 'owner', 'cli:x', 1, 1, 0, '',
    (select n.sha256 from finding_photo n where n.city = :city order by n.finding limit 1));

-- name: hang_release_step exec
-- in: id id, of id
insert into release_step (city, id, request, at, by_whom, kind, exempt, words)
values (:city, :id, :of, 1, :id, 'answered', '', '');

-- name: hang_parked exec
-- in: id id, resolved_at instant?
insert into op_parked (city, id, author, received_at, offset_ms, reason, body, resolved_at)
values (:city, :id, :id, 1, 0, 'inspection.unknown', '{}', :resolved_at);

-- name: hang_count one
-- in: id id
-- out: n int
-- The rows of that id, of any table above.
select (select count(*) from inspection_request where city = :city and id = :id)
     + (select count(*) from seen_photo where city = :city and seen = :id)
     + (select count(*) from delivery where city = :city and id = :id)
     + (select count(*) from extension where city = :city and id = :id)
     + (select count(*) from more_time where city = :city and id = :id)
     + (select count(*) from finding_seen where city = :city and id = :id)
     + (select count(*) from finding_withdrawn where city = :city and id = :id)
     + (select count(*) from no_entry where city = :city and id = :id)
     + (select count(*) from visit_said where city = :city and id = :id)
     + (select count(*) from visit_settled where city = :city and id = :id)
     + (select count(*) from paper_entry where city = :city and id = :id)
     + (select count(*) from addendum where city = :city and id = :id)
     + (select count(*) from release_file where city = :city and id = :id)
     + (select count(*) from release_step where city = :city and id = :id)
     + (select count(*) from op_parked where city = :city and id = :id);

-- name: record_count one
-- in: id id
-- out: n int
select (select count(*) from finding where city = :city and id = :id)
     + (select count(*) from inspection where city = :city and id = :id)
     + (select count(*) from release_request where city = :city and id = :id);

-- name: order_count one
-- in: id id
-- out: n int
select count(*) from inspection where city = :city and id = :id and order_text is not null;
