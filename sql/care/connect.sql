-- connect: the steps of what was sent, an application's papers, mail that came back, and
-- what agencies only count.

-- name: step_add exec
-- in: id id, referral referral_id, at instant, event code, state code, said_by code, author user_id?, reason code?, note sealed?, told_by sealed?
insert into referral_step (city, id, referral, at, event, state, said_by, author, reason,
                           note, told_by)
values (:city, :id, :referral, :at, :event, :state, :said_by, :author, :reason, :note,
        :told_by)
on conflict do nothing;

-- name: step_list many
-- in: casefile casefile_id
-- out: id id, referral referral_id, at instant, event code, state code, said_by code, author user_id?, reason code?, note sealed?, told_by sealed?
select id, referral, at, event, state, said_by, author, reason, note, told_by
  from referral_step
 where city = :city
   and referral in (select id from referral where city = :city and casefile = :casefile)
 order by at desc, id desc
 limit 500;

-- name: proof_add exec
-- in: referral referral_id, proof code, at instant
insert into referral_proof (city, referral, proof, at)
values (:city, :referral, :proof, :at)
on conflict do nothing;

-- name: proof_remove exec
-- in: referral referral_id, proof code
delete from referral_proof
 where city = :city and referral = :referral and proof = :proof;

-- name: proof_list many
-- in: referral referral_id
-- out: proof code
select proof from referral_proof
 where city = :city and referral = :referral order by proof limit 40;

-- name: refusals_of_need many
-- in: need need_id
-- out: service service_id, organization organization_id, reason code?
-- Who said no to this need before, the latest first.
select service, organization, reason from referral
 where city = :city and need = :need and state = 'refused'
 order by answered_at desc, id
 limit 40;

-- name: refusals_of_service one
-- in: service service_id, reason code, since instant
-- out: n int
-- How often a service said no for that reason, whoever asked.
select count(*) from referral
 where city = :city and service = :service and state = 'refused' and reason = :reason
   and answered_at >= :since;

-- name: returned_add exec
-- in: mail mail_id, referral referral_id, recipient text, at instant
insert into mail_returned (city, mail, referral, recipient, at, noticed_at)
values (:city, :mail, :referral, :recipient, :at, null)
on conflict do nothing;

-- name: returned_list many
-- in: viewer user_id, today day, latest day, most int
-- out: referral referral_id, casefile casefile_id, resident resident_id?, owner user_id?, person sealed?, organization text, recipient text, at instant
-- Mail that its agency never got, and nobody here has taken note of yet.
select m.referral, r.casefile, c.resident, c.owner, c.person, o.name, m.recipient, m.at
  from mail_returned m
  join referral r on r.city = m.city and r.id = m.referral
  join casefile c on c.city = r.city and c.id = r.casefile
  join organization o on o.city = r.city and o.id = r.organization
 where m.city = :city and m.noticed_at is null and c.closed_at is null
   and r.state not in ('refused', 'ended', 'withdrawn')
   and {open_to c.id :viewer}
   and not {stopped c.id}
 order by m.at
 limit :most;

-- name: returned_notice exec
-- in: referral referral_id, at instant
update mail_returned set noticed_at = :at
 where city = :city and referral = :referral and noticed_at is null;

-- name: ageing many
-- in: today day, latest day, most int
-- out: organization organization_id, email text?, sms text?, lang code, open int, oldest day
-- Agencies that owe several answers.  Those that only count owe none.
select o.id, o.email, o.sms, o.lang, count(*), min(r.sent_day)
  from referral r
  join organization o on o.city = r.city and o.id = r.organization
  join casefile c on c.city = r.city and c.id = r.casefile
 where r.city = :city and r.state = 'sent' and r.way = 'link' and r.reply_by < :today
   and o.aggregate_only = 0 and c.closed_at is null and not {stopped c.id}
 group by o.id, o.email, o.sms, o.lang
having count(*) > 1
 order by o.id
 limit :most;

-- name: count_put exec
-- in: organization organization_id, month code, people int, author user_id, at instant
insert into agency_count (city, organization, month, people, author, at)
values (:city, :organization, :month, :people, :author, :at)
on conflict (city, organization, month) do update
   set people = excluded.people, author = excluded.author, at = excluded.at;

-- name: count_list many
-- in: organization organization_id
-- out: month code, people int
select month, people from agency_count
 where city = :city and organization = :organization
 order by month desc limit 24;

-- name: returned_mail many
-- in: mail mail_id
-- out: event text, recipient text
select event, recipient from outbox where city = :city and id = :mail limit 1;
