-- The ledger of ops: the same in every store that phones write to.
-- `ids` are 16-byte identifiers one behind the other, so that a request asks once.

-- name: op_known many
-- in: ids bytes
-- out: id op_id, sha256 bytes, status code, problem text?
-- sqlite:
select o.id, o.sha256, o.status, o.problem
  from id_list(:ids) i cross join op o on o.city = :city and o.id = i.id limit 50000;
-- postgres:
select o.id, o.sha256, o.status, o.problem
  from op o
 where o.city = :city and o.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 limit 50000;

-- name: op_add exec
-- in: id op_id, sha256 bytes, status code, problem text?, author user_id, device device_id?, at instant, received_at instant, offset_ms int
insert into op (city, id, sha256, status, problem, author, device, at, received_at, offset_ms)
values (:city, :id, :sha256, :status, :problem, :author, :device, :at, :received_at, :offset_ms);
