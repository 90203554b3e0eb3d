-- withdraw: sharing ended; who must hear of it, and who said that they stop.

-- name: withdrawal_add exec
-- in: consent consent_id, at instant, way code, proved_by code?, taken_by user_id?
insert into withdrawal (city, consent, at, way, proved_by, taken_by)
values (:city, :consent, :at, :way, :proved_by, :taken_by)
on conflict do nothing;

-- name: withdrawal_list many
-- in: casefile casefile_id
-- out: consent consent_id, at instant, way code, proved_by code?, taken_by user_id?
-- Of every kind of consent: those to the Hub stand in a table of their own.
select w.consent, w.at, w.way, w.proved_by, w.taken_by
  from withdrawal w
 where w.city = :city and w.consent in (
    select c.id from consent c where c.city = :city and c.casefile = :casefile
    union all
    select h.id from hub_consent h where h.city = :city and h.casefile = :casefile)
 order by w.at desc, w.consent
 limit 60;

-- name: stop_receivers many
-- in: consent consent_id
-- out: referral referral_id, state code, way code, organization organization_id, email text?, sms text?, lang code, own int, aggregate_only int
-- Everything that was sent under a consent, however it stands.
select r.id, r.state, r.way, o.id, o.email, o.sms, o.lang, o.own, o.aggregate_only
  from referral r
  join organization o on o.city = r.city and o.id = r.organization
 where r.city = :city and r.consent = :consent
 order by r.sent_at, r.id
 limit 200;

-- name: stop_notice_add exec
-- in: referral referral_id, at instant, casefile casefile_id, way code, due_day day, token_sha bytes, expires_at instant
insert into stop_notice (city, referral, at, casefile, way, due_day, token_sha, expires_at,
                         said_at, said_how, taken_by, told_by)
values (:city, :referral, :at, :casefile, :way, :due_day, :token_sha, :expires_at,
        null, null, null, null)
on conflict do nothing;

-- name: stop_notice_by_token many
-- in: token_sha bytes, now instant, latest instant
-- out: referral referral_id, at instant, casefile casefile_id, said_at instant?, lang code
-- None for a guessed and an expired link alike; nor for one that ends later than any made
-- by now may.
select n.referral, n.at, n.casefile, n.said_at, o.lang
  from stop_notice n
  join referral r on r.city = n.city and r.id = n.referral
  join organization o on o.city = r.city and o.id = r.organization
 where n.city = :city and n.token_sha = :token_sha and n.expires_at > :now
   and n.expires_at <= :latest
 limit 1;

-- name: stop_notice_said exec
-- in: referral referral_id, at instant, said_at instant, said_how code, taken_by user_id?, told_by sealed?
update stop_notice
   set said_at = :said_at, said_how = :said_how, taken_by = :taken_by, told_by = :told_by
 where city = :city and referral = :referral and at = :at and said_at is null;

-- name: stop_notice_returned exec
-- in: referral referral_id
-- Its mail never arrived: somebody has to call.
update stop_notice set way = 'phone'
 where city = :city and referral = :referral and said_at is null and way = 'mail';

-- name: stop_notice_list many
-- in: casefile casefile_id
-- out: referral referral_id, at instant, way code, due_day day, said_at instant?, said_how code?, taken_by user_id?, told_by sealed?, organization text, phone text?
select n.referral, n.at, n.way, n.due_day, n.said_at, n.said_how, n.taken_by, n.told_by,
       o.name, s.phone
  from stop_notice n
  join referral r on r.city = n.city and r.id = n.referral
  join organization o on o.city = r.city and o.id = r.organization
  join service s on s.city = r.city and s.id = r.service
 where n.city = :city and n.casefile = :casefile
 order by n.at desc, o.name, n.referral
 limit 200;

-- name: stop_notice_due many
-- in: viewer user_id, day day, most int
-- out: referral referral_id, at instant, way code, due_day day, casefile casefile_id, resident resident_id?, owner user_id?, person sealed?, organization text, phone text?
-- Who has not said that they stop; also of cases that are closed since.
select n.referral, n.at, n.way, n.due_day, n.casefile, c.resident, c.owner, c.person,
       o.name, s.phone
  from stop_notice n
  join casefile c on c.city = n.city and c.id = n.casefile
  join referral r on r.city = n.city and r.id = n.referral
  join organization o on o.city = r.city and o.id = r.organization
  join service s on s.city = r.city and s.id = r.service
 where n.city = :city and n.said_at is null and n.way <> 'none'
   and (n.way = 'phone' or n.due_day <= :day)
   and {open_to c.id :viewer}
 order by n.due_day, n.referral
 limit :most;

-- name: stop_count one
-- out: stopped int, told int, said int
-- All that is left of it in a report.
select (select count(*) from consent where city = :city and withdrawn_at is not null),
       (select count(*) from stop_notice where city = :city),
       (select count(*) from stop_notice where city = :city and said_at is not null);
