-- The heads of a city's chains, read under the batch's lock and written once a batch.

-- name: head_get one
-- out: epoch id, change_no int, audit_no int, audit_sha bytes
select epoch, change_no, audit_no, audit_sha from head where city = :city;

-- name: head_add exec
-- in: epoch id, audit_sha bytes
insert into head (city, epoch, change_no, audit_no, audit_sha)
values (:city, :epoch, 0, 0, :audit_sha);

-- name: head_set exec expect 1
-- in: change_no int, audit_no int, audit_sha bytes
update head set change_no = :change_no, audit_no = :audit_no, audit_sha = :audit_sha
 where city = :city;

-- name: head_epoch_set exec expect 1
-- in: epoch id
-- After a restore: phones must take everything anew.
update head set epoch = :epoch where city = :city;

-- name: head_cities many nocity
-- out: city code
-- Verifying the chains is about every city of the store.
select city from head order by city limit 10000;

-- name: audit_add exec
-- in: no int, at instant, actor text, act code, subject text, detail text?, sha bytes
insert into audit (city, no, at, actor, act, subject, detail, sha)
values (:city, :no, :at, :actor, :act, :subject, :detail, :sha);

-- name: audit_newest one
-- out: at instant, latest instant
-- The newest row, and the latest moment that one of the last thousands tells of: where a
-- clock ran ahead for a while, that is another.
select a.at, (select max(l.at) from (select at from audit where city = :city
                                      order by no desc limit 10000) l) as latest
  from audit a where a.city = :city order by a.no desc limit 1;

-- name: audit_all each
-- out: no int, at instant, actor text, act code, subject text, detail text?, sha bytes
select no, at, actor, act, subject, detail, sha from audit
 where city = :city order by no;

-- name: change_add exec
-- in: no int, kind code, id id, person id?
insert into change_log (city, no, kind, id, person)
values (:city, :no, :kind, :id, :person);

-- name: change_list many
-- in: after int, person id, rows int
-- out: no int, kind code, id id, person id?
-- What a person's phones have not heard of yet, in commit order.
select no, kind, id, person from change_log
 where city = :city and no > :after and (person is null or person = :person)
 order by no limit :rows;
