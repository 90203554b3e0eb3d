-- note: what the case manager writes down.  Append-only.

-- name: note_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, note sealed, corrects id?
insert into case_note (city, id, casefile, author, at, note, corrects)
values (:city, :id, :casefile, :author, :at, :note, :corrects)
on conflict do nothing;

-- name: note_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, note sealed, corrects id?
select id, author, at, note, corrects from case_note
 where city = :city and casefile = :casefile
 order by at, id
 limit 500;
