-- block: whom a resident closed the case to.

-- name: block_stands one
-- in: casefile casefile_id, person user_id
-- out: n int
select count(*) from case_block
 where city = :city and person = :person and casefile = :casefile and lifted_at is null;

-- name: block_add exec
-- in: id id, casefile casefile_id, person user_id, author user_id, at instant, reason sealed?
-- A form sent twice is one block.
insert into case_block (city, id, casefile, person, author, at, reason, lifted_at, lifted_by)
values (:city, :id, :casefile, :person, :author, :at, :reason, null, null)
on conflict do nothing;

-- name: block_lift exec
-- in: id id, casefile casefile_id, by user_id, at instant
update case_block set lifted_at = :at, lifted_by = :by
 where city = :city and id = :id and casefile = :casefile and lifted_at is null;

-- name: block_list many
-- in: casefile casefile_id
-- out: id id, person user_id, author user_id, at instant, reason sealed?, lifted_at instant?, lifted_by user_id?
select id, person, author, at, reason, lifted_at, lifted_by from case_block
 where city = :city and casefile = :casefile order by at, id limit 100;

-- name: block_review many
-- in: viewer user_id
-- out: id id, casefile casefile_id, resident resident_id?, person user_id, author user_id, at instant, reason sealed?
-- All that stand, for those who answer for them: without those that close a case to them.
select b.id, b.casefile, c.resident, b.person, b.author, b.at, b.reason
  from case_block b join casefile c on c.city = b.city and c.id = b.casefile
 where b.city = :city and b.lifted_at is null
   and {open_to b.casefile :viewer}
 order by b.at desc, b.id limit 200;
