-- What phones said of one field of a visit, and what was chosen (domain/differ.h).
-- `ids` are 16-byte identifiers one behind the other.

-- name: said_add exec
-- in: id op_id, field code, inspection inspection_id, value text, device id, at instant
insert into visit_said (city, id, field, inspection, value, device, at)
values (:city, :id, :field, :inspection, :value, :device, :at)
on conflict (city, id, field) do nothing;

-- name: settled_add exec
-- in: id op_id, op id, inspection inspection_id, field code, kept id, author user_id, at instant
insert into visit_settled (city, id, op, inspection, field, kept, author, at)
values (:city, :id, :op, :inspection, :field, :kept, :author, :at)
on conflict (city, id, op) do nothing;

-- name: said_by_visits many
-- in: ids bytes
-- out: inspection inspection_id, field code, op id, device id, at instant, value text
-- sqlite:
select s.inspection, s.field, s.id, s.device, s.at, s.value
  from id_list(:ids) i cross join visit_said s on s.city = :city and s.inspection = i.id
 order by s.inspection, s.field, s.at, s.id limit 50000;
-- postgres:
select s.inspection, s.field, s.id, s.device, s.at, s.value
  from visit_said s
 where s.city = :city and s.inspection = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 order by s.inspection, s.field, s.at, s.id limit 50000;

-- name: settled_by_visits many
-- in: ids bytes
-- out: inspection inspection_id, field code, choice id, kept id, op id, at instant
-- sqlite:
select s.inspection, s.field, s.id, s.kept, s.op, s.at
  from id_list(:ids) i cross join visit_settled s on s.city = :city and s.inspection = i.id
 order by s.inspection, s.field, s.id, s.op limit 50000;
-- postgres:
select s.inspection, s.field, s.id, s.kept, s.op, s.at
  from visit_settled s
 where s.city = :city and s.inspection = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 order by s.inspection, s.field, s.id, s.op limit 50000;

-- name: said_show exec
-- in: id inspection_id, unit text?, occupancy code?, present text?, card_left code?, card_reason code?
-- What stands now is what is shown; of a signed visit nothing changes.
update inspection set unit = coalesce(:unit, unit),
    occupancy = coalesce(:occupancy, occupancy), present = coalesce(:present, present),
    card_reason = case when :card_left is null then card_reason else :card_reason end,
    card_left = coalesce(:card_left, card_left)
 where city = :city and id = :id and state = 'started';
