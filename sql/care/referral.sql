-- referral: one need handed to one service, and what its agency answers.

-- name: referral_add exec
-- in: id referral_id, casefile casefile_id, need need_id, service service_id, organization organization_id, consent consent_id, state code, way code, sent_at instant, sent_by user_id, sent_day day, reply_by day, disclosed sealed
insert into referral (city, id, casefile, need, service, organization, consent, state,
                      way, reason, sent_at, sent_by, sent_day, answered_at, started_by, reply_by,
                      disclosed, update_note, links, rev)
values (:city, :id, :casefile, :need, :service, :organization, :consent, :state,
        :way, null, :sent_at, :sent_by, :sent_day, null, null, :reply_by, :disclosed, null, 1, 1)
on conflict do nothing;

-- name: referral_by_id one
-- in: id referral_id
-- out: id referral_id, casefile casefile_id, need need_id, service service_id, organization organization_id, consent consent_id, state code, reason code?, sent_at instant, sent_day day, answered_at instant?, answered_by code?, started_by code?, reply_by day, disclosed sealed, update_note sealed?, told_by sealed?, links int, way code, until_day day?, ended_how code?, application_no sealed?, rev int
select id, casefile, need, service, organization, consent, state, reason, sent_at, sent_day,
       answered_at, answered_by, started_by, reply_by, disclosed, update_note, told_by,
       links, way, until_day, ended_how, application_no, rev
  from referral
 where city = :city and id = :id;

-- name: referral_list many
-- in: casefile casefile_id
-- out: id referral_id, need need_id, service service_id, organization organization_id, consent consent_id, state code, reason code?, sent_at instant, sent_by user_id?, sent_day day, answered_at instant?, answered_by code?, started_by code?, reply_by day, noticed_at instant?, update_note sealed?, told_by sealed?, service_name text, organization_name text, phone text?, way code, until_day day?, ended_how code?, aggregate_only int, rev int
select r.id, r.need, r.service, r.organization, r.consent, r.state, r.reason, r.sent_at,
       r.sent_by, r.sent_day, r.answered_at, r.answered_by, r.started_by, r.reply_by, r.noticed_at,
       r.update_note, r.told_by, s.name, o.name, s.phone, r.way,
       r.until_day, r.ended_how, o.aggregate_only, r.rev
  from referral r
  join service s on s.city = r.city and s.id = r.service
  join organization o on o.city = r.city and o.id = r.organization
 where r.city = :city and r.casefile = :casefile
 order by r.sent_at, r.id
 limit 200;

-- name: referral_open_count one
-- in: casefile casefile_id, need need_id, organization organization_id
-- out: open int
-- A need waits at an agency only once at a time.
select count(*) from referral
 where city = :city and casefile = :casefile and need = :need
   and organization = :organization and state not in ('refused', 'ended', 'withdrawn');

-- name: referral_save exec expect 1
-- in: id referral_id, state code, reason code?, answered_at instant?, answered_by code?, started_by code?, update_note sealed?, told_by sealed?, noticed_at instant?, until_day day?, ended_how code?, application_no sealed?, rev int
update referral
   set state = :state, reason = :reason, answered_at = :answered_at,
       answered_by = :answered_by, started_by = :started_by, update_note = :update_note,
       told_by = :told_by, noticed_at = :noticed_at, until_day = :until_day,
       ended_how = :ended_how, application_no = :application_no, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: referral_notice exec
-- in: id referral_id, noticed_at instant
update referral set noticed_at = :noticed_at
 where city = :city and id = :id and noticed_at is null;

-- name: referral_ask_again exec expect 1
-- in: id referral_id, reply_by day, links int, consent consent_id, rev int
update referral
   set reply_by = :reply_by, links = :links, consent = :consent, rev = :rev
 where city = :city and id = :id and rev = :rev - 1 and state = 'sent';

-- name: referral_by_consent many
-- in: consent consent_id
-- out: id referral_id, organization organization_id, state code, email text?, sms text?, lang code, rev int
select r.id, r.organization, r.state, o.email, o.sms, o.lang, r.rev
  from referral r
  join organization o on o.city = r.city and o.id = r.organization
 where r.city = :city and r.consent = :consent
 order by r.sent_at, r.id
 limit 200;

-- name: link_add exec
-- in: token_sha bytes, referral referral_id, created_at instant, expires_at instant
insert into referral_link (city, token_sha, referral, created_at, expires_at, revoked_at)
values (:city, :token_sha, :referral, :created_at, :expires_at, null)
on conflict do nothing;

-- name: link_by_token many
-- in: token_sha bytes, now instant, latest instant
-- out: referral referral_id
-- None for a guessed, an expired and a revoked link alike; nor for one that ends later
-- than any made by now may.
select referral from referral_link
 where city = :city and token_sha = :token_sha and expires_at > :now
   and expires_at <= :latest
   and revoked_at is null
 limit 1;

-- name: link_revoke exec
-- in: referral referral_id, revoked_at instant
update referral_link set revoked_at = :revoked_at
 where city = :city and referral = :referral and revoked_at is null;

-- name: link_shorten exec
-- in: casefile casefile_id, expires_at instant
-- After a case closes, its links live on for a while so that an agency can still say
-- that help started.
update referral_link set expires_at = :expires_at
 where city = :city and expires_at > :expires_at
   and referral in (select id from referral where city = :city and casefile = :casefile);
