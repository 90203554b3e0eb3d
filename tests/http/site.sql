-- What the tests of the web layer plant in, and look up from, a world's stores.

-- name: site_case_own exec expect 1
-- in: id casefile_id, owner user_id?
update casefile set owner = :owner where city = :city and id = :id;

-- name: site_session_seen one
-- in: person user_id
-- out: seen_at instant
select max(seen_at) from session where city = :city and person = :person;

-- name: site_case_put exec expect 1
-- in: id casefile_id, kind code, urgency code, state code, next_day day?, owner user_id?
update casefile
   set kind = :kind, urgency = :urgency, state = :state, next_day = :next_day,
       owner = :owner
 where city = :city and id = :id;

-- name: site_referral_reply exec expect 1
-- in: id referral_id, reply_by day
update referral set reply_by = :reply_by where city = :city and id = :id;

-- name: site_consent_until exec expect 1
-- in: id consent_id, expires_day day
update consent set expires_day = :expires_day where city = :city and id = :id;

-- name: site_withdrawn exec
-- in: casefile casefile_id, at instant
update consent set withdrawn_at = :at where city = :city and casefile = :casefile;

-- name: site_consent_put exec expect 1
-- in: casefile casefile_id, kind code, expires_day day?, withdrawn_at instant?
update consent set expires_day = :expires_day, withdrawn_at = :withdrawn_at
 where city = :city and casefile = :casefile and kind = :kind;

-- name: site_hub_consent_add exec
-- in: id consent_id, casefile casefile_id, at instant, expires_day day, code_sha bytes
insert into hub_consent (city, id, casefile, text_version, lang, method, at, expires_day,
                         code_sha, rev)
values (:city, :id, :casefile, 'hub-1', 'en', 'signed', :at, :expires_day, :code_sha, 1);

-- name: site_hub_consent_put exec expect 1
-- in: casefile casefile_id, expires_day day?, withdrawn_at instant?
update hub_consent set expires_day = :expires_day, withdrawn_at = :withdrawn_at
 where city = :city and casefile = :casefile;

-- name: site_visit_inside exec expect 1
-- in: id id, expected_at instant
update home_visit set state = 'inside', in_at = :expected_at, expected_at = :expected_at
 where city = :city and id = :id;

-- name: site_requests many
-- out: id id, unit text, came text, wrong text, taken_by user_id
select id, unit, came, wrong, taken_by
  from inspection_request where city = :city order by taken_at, id limit 50;

-- name: site_begun exec
-- in: at instant
-- Somebody is at every home that was to be visited.
update inspection set state = 'started', started_at = :at
 where city = :city and state = 'planned';

-- name: site_contacts one
-- out: n int
select count(*) from agency_inspection where city = :city and contact is not null;

-- name: site_second one
-- in: person user_id
-- out: secret bytes, code_mac bytes
select f.secret, c.code_mac
  from second_factor f join recovery_code c on c.city = f.city and c.person = f.person
 where f.city = :city and f.person = :person order by c.code_mac limit 1;

-- name: site_setting exec
-- in: name code, value text
insert into setting (city, name, value, rev) values (:city, :name, :value, 1)
on conflict (city, name) do update set value = excluded.value, rev = setting.rev + 1;

-- name: site_looks many
-- out: subject text, detail text?
select subject, detail from audit
 where city = :city and act = 'resident.find' order by no limit 100;

-- name: site_resident one
-- in: casefile casefile_id
-- out: resident resident_id
select resident from casefile where city = :city and id = :casefile;

-- name: site_built exec
update property set year_built = 1899 where city = :city;
