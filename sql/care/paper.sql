-- Who typed in what was said on paper.

-- name: paper_help_there many
-- in: id id
-- out: entered_by user_id, entered_at instant
select entered_by, entered_at from paper_help where city = :city and id = :id
 order by entered_at limit 1;

-- name: paper_help_add exec
-- in: id id, entered_by user_id, entered_at instant
insert into paper_help (city, id, entered_by, entered_at)
values (:city, :id, :entered_by, :entered_at);
