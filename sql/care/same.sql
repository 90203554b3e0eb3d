-- same: cases that may be one household's, and those that were joined.

-- name: same_key_clear exec
-- in: casefile casefile_id
delete from case_key where city = :city and casefile = :casefile;

-- name: same_key_add exec
-- in: casefile casefile_id, kind code, mac bytes
insert into case_key (city, casefile, kind, mac) values (:city, :casefile, :kind, :mac)
on conflict do nothing;

-- name: same_found many
-- in: casefile casefile_id, reader user_id
-- out: casefile casefile_id, kind code, owner user_id?, blocked int
-- Whose each is and whether it is closed to the reader: enough to ask the policy.
select k.casefile, k.kind, c.owner,
       (select count(*) from case_block b
         where b.city = :city and b.casefile = k.casefile and b.person = :reader
           and b.lifted_at is null) as blocked
  from case_key m
  join case_key k on k.city = m.city and k.mac = m.mac and k.kind = m.kind
  join casefile c on c.city = k.city and c.id = k.casefile
 where m.city = :city and m.casefile = :casefile and k.casefile <> m.casefile
 order by k.casefile limit 200;

-- name: same_main one
-- in: casefile casefile_id
-- out: main casefile_id, joined_by user_id, joined_at instant
select main, joined_by, joined_at from case_join
 where city = :city and casefile = :casefile and ended = 0;

-- name: same_joined many
-- in: main casefile_id, reader user_id
-- out: casefile casefile_id, joined_by user_id, joined_at instant, owner user_id?, blocked int
select j.casefile, j.joined_by, j.joined_at, c.owner,
       (select count(*) from case_block b
         where b.city = :city and b.casefile = j.casefile and b.person = :reader
           and b.lifted_at is null) as blocked
  from case_join j
  join casefile c on c.city = j.city and c.id = j.casefile
 where j.city = :city and j.main = :main and j.ended = 0
 order by j.joined_at, j.casefile limit 50;

-- name: same_join exec
-- in: casefile casefile_id, main casefile_id, joined_by user_id, joined_at instant
insert into case_join (city, casefile, main, joined_by, joined_at, ended)
values (:city, :casefile, :main, :joined_by, :joined_at, 0)
on conflict do nothing;

-- name: same_part exec
-- in: casefile casefile_id, ended instant, ended_by user_id
update case_join set ended = :ended, ended_by = :ended_by
 where city = :city and casefile = :casefile and ended = 0;

-- name: inspect_link exec
-- in: casefile casefile_id, inspection inspection_id, asked_by user_id, asked_at instant
insert into case_inspection (city, casefile, inspection, asked_by, asked_at)
values (:city, :casefile, :inspection, :asked_by, :asked_at)
on conflict do nothing;

-- name: inspect_links many
-- in: casefile casefile_id
-- out: inspection inspection_id, asked_at instant
select inspection, asked_at from case_inspection
 where city = :city and casefile = :casefile order by asked_at desc limit 20;

-- name: same_by_mac many
-- in: kind code, mac bytes, viewer user_id
-- out: casefile casefile_id, kind code, state code, neighbourhood text?, received_day day
select c.id, c.kind, c.state, c.neighbourhood, c.received_day
  from case_key k join casefile c on c.city = k.city and c.id = k.casefile
 where k.city = :city and k.mac = :mac and k.kind = :kind and {open_to c.id :viewer}
 order by c.received_day desc, c.id limit 20;

-- name: same_by_code many
-- in: code_sha bytes, viewer user_id
-- out: casefile casefile_id, kind code, state code, neighbourhood text?, received_day day
-- A card's code, or the one of a full consent.
select c.id, c.kind, c.state, c.neighbourhood, c.received_day
  from consent n join casefile c on c.city = n.city and c.id = n.casefile
 where n.city = :city and n.code_sha = :code_sha and {open_to c.id :viewer}
 order by c.received_day desc, c.id limit 20;
