-- hold: what may not be destroyed, and why.

-- name: hold_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, reason sealed
-- A form sent twice is one hold.
insert into legal_hold (city, id, casefile, author, at, reason, lifted_at, lifted_by,
                        lifted_why)
values (:city, :id, :casefile, :author, :at, :reason, null, null, null)
on conflict do nothing;

-- name: hold_lift exec
-- in: id id, casefile casefile_id, at instant, by user_id, why sealed
update legal_hold set lifted_at = :at, lifted_by = :by, lifted_why = :why
 where city = :city and id = :id and casefile = :casefile and lifted_at is null;

-- name: hold_stands one
-- in: casefile casefile_id
-- out: n int
select count(*) from legal_hold
 where city = :city and casefile = :casefile and lifted_at is null;

-- name: hold_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, reason sealed, lifted_at instant?, lifted_by user_id?, lifted_why sealed?
select id, author, at, reason, lifted_at, lifted_by, lifted_why from legal_hold
 where city = :city and casefile = :casefile
 order by at desc, id limit 100;

-- name: hold_standing many
-- in: viewer user_id
-- out: id id, casefile casefile_id, author user_id, at instant
-- Those that nobody has lifted, the oldest first; why is told on the case's own page.
select h.id, h.casefile, h.author, h.at from legal_hold h
 where h.city = :city and h.lifted_at is null and {open_to h.casefile :viewer}
 order by h.at, h.id limit 200;
