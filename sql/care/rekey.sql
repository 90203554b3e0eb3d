-- rekey: what was sealed with a care key before the newest is sealed again.  Bytes 2 to 5
-- of a blob say which key it wants (store/seal.c); an empty one was erased.

-- name: care_key_list many
-- out: no int, print code, began_at instant, retired_at instant?
select no, print, began_at, retired_at from care_key where city = :city
 order by no desc limit 50;

-- name: care_key_add exec
-- in: no int, print code, began_at instant
insert into care_key (city, no, print, began_at) values (:city, :no, :print, :began_at);

-- name: care_key_retire exec
-- in: no int, at instant
update care_key set retired_at = :at
 where city = :city and no < :no and retired_at is null;

-- name: rekey_left one
-- in: care bytes, house bytes, report bytes, classes bytes
-- out: residents int, cells int
select (select count(*) from resident r
         where r.city = :city and r.wrapped_key is not null
           and substr(r.wrapped_key, 2, 4) <> :care),
       (select count(*) from op_fault f
         where f.city = :city and length(f.content) > 0
           and substr(f.content, 2, 4) <> :house)
     + (select count(*) from op_parked p
         where p.city = :city and length(p.content) > 0
           and substr(p.content, 2, 4) <> :house)
     + (select count(*) from mandated_report m
         where m.city = :city and length(m.words) > 0
           and substr(m.words, 2, 4) <> :report)
     + (select count(*) from agency_inspection i
         where i.city = :city and length(i.contact) > 0
           and substr(i.contact, 2, 4) <> :house)
     + (select count(*) from legal_demand l
         where l.city = :city and length(l.kept) > 0
           and substr(l.kept, 2, 4) <> :house)
     + (select count(*) from case_need n
         where n.city = :city and n.need_sealed is not null
           and substr(n.need_sealed, 2, 4) <> :classes)
     + (select count(*) from address_program a
         where a.city = :city and length(a.real) > 0
           and substr(a.real, 2, 4) <> :classes);

-- name: rekey_residents many
-- in: after id, care bytes, most int
-- out: id id, sealed bytes
select id, wrapped_key as sealed from resident
 where city = :city and id > :after and wrapped_key is not null
   and substr(wrapped_key, 2, 4) <> :care
 order by id limit :most;

-- name: rekey_resident exec
-- in: id id, sealed bytes
-- Whose key was destroyed meanwhile keeps none.
update resident set wrapped_key = :sealed, rev = rev + 1
 where city = :city and id = :id and wrapped_key is not null;

-- name: rekey_faults many
-- in: after id, house bytes, most int
-- out: id id, sealed bytes
select id, content as sealed from op_fault
 where city = :city and id > :after and length(content) > 0
   and substr(content, 2, 4) <> :house
 order by id limit :most;

-- name: rekey_fault exec
-- in: id id, sealed bytes
update op_fault set content = :sealed where city = :city and id = :id;

-- name: rekey_parked many
-- in: after id, house bytes, most int
-- out: id id, sealed bytes
select id, content as sealed from op_parked
 where city = :city and id > :after and length(content) > 0
   and substr(content, 2, 4) <> :house
 order by id limit :most;

-- name: rekey_park exec
-- in: id id, sealed bytes
update op_parked set content = :sealed where city = :city and id = :id;

-- name: rekey_mandated many
-- in: after id, report bytes, most int
-- out: id id, sealed bytes
select id, words as sealed from mandated_report
 where city = :city and id > :after and length(words) > 0
   and substr(words, 2, 4) <> :report
 order by id limit :most;

-- name: rekey_mandate exec
-- in: id id, sealed bytes
update mandated_report set words = :sealed where city = :city and id = :id;

-- name: rekey_contacts many
-- in: after id, house bytes, most int
-- out: id id, sealed bytes
select inspection as id, contact as sealed from agency_inspection
 where city = :city and inspection > :after and length(contact) > 0
   and substr(contact, 2, 4) <> :house
 order by inspection limit :most;

-- name: rekey_contact exec
-- in: id id, sealed bytes
update agency_inspection set contact = :sealed
 where city = :city and inspection = :id and contact is not null;

-- name: rekey_demands many
-- in: after id, house bytes, most int
-- out: id id, sealed bytes
select id, kept as sealed from legal_demand
 where city = :city and id > :after and length(kept) > 0
   and substr(kept, 2, 4) <> :house
 order by id limit :most;

-- name: rekey_demand exec
-- in: id id, sealed bytes
update legal_demand set kept = :sealed where city = :city and id = :id;

-- name: rekey_needs many
-- in: after id, classes bytes, most int
-- out: id id, sealed bytes
select id, need_sealed as sealed from case_need
 where city = :city and id > :after and need_sealed is not null
   and substr(need_sealed, 2, 4) <> :classes
 order by id limit :most;

-- name: rekey_need_owner one
-- in: id id
-- out: resident id, wrapped bytes?
select r.id as resident, r.wrapped_key as wrapped
  from case_need n
  join casefile c on c.city = n.city and c.id = n.casefile
  join resident r on r.city = c.city and r.id = c.resident
 where n.city = :city and n.id = :id;

-- name: rekey_need exec
-- in: id id, sealed bytes
-- Whose key was destroyed meanwhile keeps none.
update case_need set need_sealed = :sealed
 where city = :city and id = :id and need_sealed is not null;

-- name: rekey_addresses many
-- in: after id, classes bytes, most int
-- out: id id, sealed bytes
select casefile as id, real as sealed from address_program
 where city = :city and casefile > :after and length(real) > 0
   and substr(real, 2, 4) <> :classes
 order by casefile limit :most;

-- name: rekey_address_owner one
-- in: id id
-- out: resident id, wrapped bytes?
select r.id as resident, r.wrapped_key as wrapped
  from casefile c
  join resident r on r.city = c.city and r.id = c.resident
 where c.city = :city and c.id = :id;

-- name: rekey_address exec
-- in: id id, sealed bytes
update address_program set real = :sealed where city = :city and casefile = :id;

-- name: class_sealed_count one
-- out: needs int, addresses int, reports int
select (select count(*) from case_need n
         where n.city = :city and n.need_sealed is not null),
       (select count(*) from address_program a
         where a.city = :city and length(a.real) > 0),
       (select count(*) from mandated_report m
         where m.city = :city and length(m.words) > 0);

-- name: class_lost_needs exec
-- They stay needs of a sealed class, without its name.
update case_need set need_sealed = null where city = :city and need_sealed is not null;

-- name: class_lost_addresses exec
-- in: none sealed
update address_program set real = :none where city = :city;

-- name: class_lost_reports exec
-- in: none sealed
update mandated_report set words = :none where city = :city;
