-- disposal: records whose years are over, by class (data/retention).  Nothing goes before
-- what hangs from it: photographs and notices before their violations, those before the
-- visit.  What is not ended is never here, nor anything of a building that a hold or an
-- open request for its records keeps.

-- part: ended visit
({visit}.state in ('signed', 'closed') or {visit}.withdrawn_at is not null)

-- part: kept property
-- A hold, or somebody who asks for the record, of any home of its building.
exists (select 1 from property this
          join property home on home.city = this.city and home.street_key = this.street_key
                            and home.number_low = this.number_low
                            and home.number_high = this.number_high
                            and home.postcode = this.postcode
         where this.city = :city and home.city = :city and this.id = {property}
           and (exists (select 1 from record_hold h
                         where h.city = :city and h.property = home.id
                           and h.lifted_at is null)
                or exists (select 1 from release_request q
                            where q.city = :city and q.property = home.id
                              and q.state = 'open')))

-- name: disposal_due many
-- in: class code, before day, kept int, most int
-- out: id id, day day
-- kept: those whose years are over, and which are kept.
select due.id, due.day from (
    select 'complaint' as class, q.id as id, q.property as property, q.received_day as day
      from inspection_request q
      join inspection v on v.city = q.city and v.id = q.inspection
     where q.city = :city and {ended v}
    union all
    select 'photograph', f.id, f.property, f.state_day
      from finding f
     where f.city = :city and f.state <> 'open'
       and (exists (select 1 from finding_photo n
                     where n.city = :city and n.finding = f.id)
            or exists (select 1 from seen_photo n
                        where n.city = :city and n.finding = f.id))
    union all
    select 'notice', v.id, v.property, max(d.day)
      from delivery d
      join inspection v on v.city = d.city and v.id = d.inspection
     where d.city = :city and {ended v}
       and not exists (select 1 from finding f where f.city = :city
                          and f.inspection = v.id and f.state = 'open')
     group by v.id, v.property
    union all
    select 'violation', v.id, v.property,
           coalesce((select max(f.state_day) from finding f
                      where f.city = :city and f.inspection = v.id), v.planned_day)
      from inspection v
     where v.city = :city and {ended v}
       and (v.order_text is not null
            or exists (select 1 from finding f
                        where f.city = :city and f.inspection = v.id)
            or exists (select 1 from finding_withdrawn f
                        where f.city = :city and f.inspection = v.id))
       and not exists (select 1 from delivery d
                        where d.city = :city and d.inspection = v.id)
       and not exists (select 1 from finding f where f.city = :city
                          and f.inspection = v.id
                          and (f.state = 'open'
                               or exists (select 1 from finding_photo n
                                           where n.city = :city and n.finding = f.id)
                               or exists (select 1 from seen_photo n
                                           where n.city = :city and n.finding = f.id)))
    union all
    select 'visit', v.id, v.property, v.planned_day
      from inspection v
     where v.city = :city and {ended v} and v.order_text is null
       and not exists (select 1 from inspection_request q
                        where q.city = :city and q.inspection = v.id)
       and not exists (select 1 from delivery d
                        where d.city = :city and d.inspection = v.id)
       and not exists (select 1 from finding f
                        where f.city = :city and f.inspection = v.id)
       and not exists (select 1 from finding_withdrawn f
                        where f.city = :city and f.inspection = v.id)
       and not exists (select 1 from finding_seen f
                        where f.city = :city and f.inspection = v.id)
       and not exists (select 1 from inspection n
                        where n.city = :city and n.follows = v.id)
    union all
    select 'request', r.id, r.property, coalesce(r.later_day, r.due_day)
      from release_request r
     where r.city = :city and r.state <> 'open'
) due
 where due.class = :class and due.day <= :before
   and (case when {kept due.property} then 1 else 0 end) = :kept
 order by due.day, due.id limit :most;

-- ---- what is destroyed with one of a class ----

-- name: dispose_complaint exec
-- in: id id
delete from inspection_request where city = :city and id = :id;

-- name: dispose_photo_end exec
-- in: id id
insert into photo_end (city, sha256)
select n.city, n.sha256 from finding_photo n where n.city = :city and n.finding = :id
 union
select n.city, n.sha256 from seen_photo n where n.city = :city and n.finding = :id
on conflict do nothing;

-- name: dispose_finding_photo exec
-- in: id id
delete from finding_photo where city = :city and finding = :id;

-- name: dispose_seen_photo exec
-- in: id id
delete from seen_photo where city = :city and finding = :id;

-- name: dispose_delivery exec
-- in: id id
delete from delivery where city = :city and inspection = :id;

-- name: dispose_extension exec
-- in: id id
delete from extension where city = :city
   and finding in (select f.id from finding f where f.city = :city and f.inspection = :id);

-- name: dispose_more_time exec
-- in: id id
delete from more_time where city = :city
   and finding in (select f.id from finding f where f.city = :city and f.inspection = :id);

-- name: dispose_finding_seen exec
-- in: id id
delete from finding_seen where city = :city
   and finding in (select f.id from finding f where f.city = :city and f.inspection = :id);

-- name: dispose_finding_withdrawn exec
-- in: id id
delete from finding_withdrawn where city = :city and inspection = :id;

-- name: dispose_finding exec
-- in: id id
delete from finding where city = :city and inspection = :id;

-- name: dispose_order exec
-- in: id id
update inspection set order_text = null, order_sha = null, rev = rev + 1
 where city = :city and id = :id;

-- name: dispose_no_entry exec
-- in: id id
delete from no_entry where city = :city and inspection = :id;

-- name: dispose_visit_said exec
-- in: id id
delete from visit_said where city = :city and inspection = :id;

-- name: dispose_visit_settled exec
-- in: id id
delete from visit_settled where city = :city and inspection = :id;

-- name: dispose_paper_entry exec
-- in: id id
delete from paper_entry where city = :city and inspection = :id;

-- name: dispose_addendum exec
-- in: id id
delete from addendum where city = :city and inspection = :id;

-- name: dispose_visit exec
-- in: id id
delete from inspection where city = :city and id = :id;

-- name: dispose_release_file exec
-- in: id id
delete from release_file where city = :city and request = :id;

-- name: dispose_release_step exec
-- in: id id
delete from release_step where city = :city and request = :id;

-- name: dispose_request exec
-- in: id id
delete from release_request where city = :city and id = :id;

-- name: dispose_parked exec
-- in: until instant
-- What waited to be taken, as a phone sent it, once it was settled.
delete from op_parked where city = :city and resolved_at < :until;

-- ---- what was destroyed ----

-- name: disposal_add exec
-- in: id id, class code, before day, oldest day, records int, permission text, by_whom user_id, at instant
insert into disposal (city, id, class, before, oldest, records, permission, by_whom, at)
values (:city, :id, :class, :before, :oldest, :records, :permission, :by_whom, :at)
on conflict do nothing;

-- name: disposal_list many
-- out: id id, class code, before day, oldest day, records int, permission text, by_whom user_id, at instant
select id, class, before, oldest, records, permission, by_whom, at from disposal
 where city = :city order by at desc, id limit 100;

-- name: disposal_last one
-- out: at instant
select coalesce(max(at), 0) from disposal where city = :city;

-- name: disposal_known one
-- in: id id
-- out: n int
select count(*) from disposal where city = :city and id = :id;

-- ---- holds ----

-- name: record_hold_add exec
-- in: id id, property property_id, reason text, set_by user_id, set_at instant
insert into record_hold (city, id, property, reason, set_by, set_at)
values (:city, :id, :property, :reason, :set_by, :set_at)
on conflict do nothing;

-- name: record_hold_lift exec expect 1
-- in: id id, lifted_by user_id, lifted_at instant, lifted_why text
update record_hold
   set lifted_by = :lifted_by, lifted_at = :lifted_at, lifted_why = :lifted_why
 where city = :city and id = :id and lifted_at is null;

-- name: record_hold_list many
-- out: id id, number text, street text, reason text, set_by user_id, set_at instant
select h.id, p.number, p.street, h.reason, h.set_by, h.set_at
  from record_hold h join property p on p.city = h.city and p.id = h.property
 where h.city = :city and h.lifted_at is null order by h.set_at desc, h.id limit 200;

-- ---- the bytes of photographs ----

-- name: photo_end_list many
-- in: most int
-- out: sha256 bytes
-- Those that no record names.
select e.sha256 from photo_end e
 where e.city = :city
   and not exists (select 1 from finding_photo n
                    where n.city = :city and n.sha256 = e.sha256)
   and not exists (select 1 from seen_photo n
                    where n.city = :city and n.sha256 = e.sha256)
 order by e.sha256 limit :most;

-- name: photo_end_done exec
-- in: sha256 bytes
delete from photo_end where city = :city and sha256 = :sha256;
