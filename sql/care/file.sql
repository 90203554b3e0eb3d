-- file: what is attached to a case.

-- name: file_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, type code, size int, name sealed, bytes sealed
insert into case_file (city, id, casefile, author, at, type, size, name, bytes,
                       removed_at, removed_by)
values (:city, :id, :casefile, :author, :at, :type, :size, :name, :bytes, null, null)
on conflict do nothing;

-- name: file_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, type code, size int, name sealed, removed_at instant?, removed_by user_id?
select id, author, at, type, size, name, removed_at, removed_by
  from case_file
 where city = :city and casefile = :casefile
 order by at, id
 limit 60;

-- name: file_get one
-- in: id id, casefile casefile_id
-- out: type code, size int, bytes sealed
select type, size, bytes from case_file
 where city = :city and id = :id and casefile = :casefile and removed_at is null;

-- name: file_remove exec
-- in: id id, casefile casefile_id, removed_at instant, removed_by user_id
update case_file set bytes = null, removed_at = :removed_at, removed_by = :removed_by
 where city = :city and id = :id and casefile = :casefile and removed_at is null;
