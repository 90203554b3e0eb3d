-- note: what the case manager writes down.  Append-only.

-- name: note_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, note sealed
insert into case_note (city, id, casefile, author, at, note)
values (:city, :id, :casefile, :author, :at, :note)
on conflict do nothing;

-- name: note_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, note sealed
select id, author, at, note from case_note
 where city = :city and casefile = :casefile
 order by at, id
 limit 500;
