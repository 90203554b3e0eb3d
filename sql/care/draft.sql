-- draft: a note that somebody is still writing.

-- name: draft_put exec
-- in: casefile casefile_id, author user_id, id id, at instant, note sealed
insert into note_draft (city, casefile, author, id, at, note)
values (:city, :casefile, :author, :id, :at, :note)
on conflict (city, casefile, author) do update
   set id = excluded.id, at = excluded.at, note = excluded.note;

-- name: draft_get one
-- in: casefile casefile_id, author user_id
-- out: id id, at instant, note sealed
select id, at, note from note_draft
 where city = :city and casefile = :casefile and author = :author;

-- name: draft_drop exec
-- in: casefile casefile_id, author user_id
delete from note_draft
 where city = :city and casefile = :casefile and author = :author;

-- name: note_there one
-- in: id id
-- out: n int
select count(*) as n from case_note where city = :city and id = :id;
