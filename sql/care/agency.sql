-- agency: people of an agency who have an account.

-- name: agency_of many
-- in: person user_id
-- out: organization organization_id, name text, aggregate_only int
select p.organization, o.name, o.aggregate_only
  from agency_person p
  join organization o on o.city = p.city and o.id = p.organization
 where p.city = :city and p.person = :person limit 1;

-- name: agency_people many
-- out: person user_id, organization organization_id
select person, organization from agency_person where city = :city
 order by at, person limit 2000;

-- name: agency_person_add exec
-- in: person user_id, organization organization_id, author user_id, at instant
-- Somebody belongs to one agency: who has one already stays there.
insert into agency_person (city, person, organization, author, at)
values (:city, :person, :organization, :author, :at)
on conflict do nothing;

-- name: agency_person_remove exec
-- in: person user_id, organization organization_id
delete from agency_person
 where city = :city and person = :person and organization = :organization;

-- name: agency_referrals many
-- in: organization organization_id, viewer user_id, day day, latest day, most int
-- out: id referral_id, resident resident_id?, service text, state code, reason code?, until_day day?, ended_how code?, reply_by day, sent_day day, answered_at instant?, way code, disclosed sealed
-- What a consent in force still tells this agency: open ones first, the oldest answer due
-- on top.  Nothing of a case that is closed to the reader.
select r.id, c.resident, s.name, r.state, r.reason, r.until_day, r.ended_how,
       r.reply_by, r.sent_day, r.answered_at, r.way, r.disclosed
  from referral r
  join consent k on k.city = r.city and k.id = r.consent
  join casefile c on c.city = r.city and c.id = r.casefile
  join service s on s.city = r.city and s.id = r.service
 where r.city = :city and r.organization = :organization and r.state <> 'withdrawn'
   and k.withdrawn_at is null and k.expires_day >= :day and k.expires_day <= :latest
   and {open_to c.id :viewer}
 order by case when r.state in ('refused', 'ended') then 1 else 0 end, r.reply_by, r.id
 limit :most;

-- name: agency_stops many
-- in: organization organization_id, most int
-- out: referral referral_id, casefile casefile_id, at instant, due_day day
-- What was taken back from this agency, which has not yet said that it stopped.  It names
-- nobody.
select n.referral, n.casefile, n.at, n.due_day
  from referral r
  join stop_notice n on n.city = r.city and n.referral = r.id
 where r.city = :city and r.organization = :organization and r.state = 'withdrawn'
   and n.said_at is null
 order by n.due_day, n.referral
 limit :most;

-- name: agency_visit_add exec
-- in: inspection inspection_id, organization organization_id, asked_by user_id, asked_at instant, contact sealed?
-- A form sent twice is one request.
insert into agency_inspection (city, inspection, organization, asked_by, asked_at, contact)
values (:city, :inspection, :organization, :asked_by, :asked_at, :contact)
on conflict do nothing;

-- name: agency_visit_list many
-- in: organization organization_id, rows int
-- out: inspection inspection_id, asked_at instant, contact sealed?
select inspection, asked_at, contact from agency_inspection
 where city = :city and organization = :organization
 order by asked_at desc, inspection limit :rows;

-- name: agency_visit_forget exec
-- in: before instant
update agency_inspection set contact = null
 where city = :city and asked_at < :before and contact is not null;
