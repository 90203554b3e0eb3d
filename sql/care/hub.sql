-- hub: a household before the Hub; and the consent to it, which is no other.

-- name: hub_consent_add exec
-- in: id consent_id, casefile casefile_id, text_version code, lang code, method code, interpreter code?, at instant, taken_by user_id, expires_day day, code_sha bytes, detail sealed
insert into hub_consent (city, id, casefile, text_version, lang, method, interpreter, at,
                         taken_by, expires_day, withdrawn_at, code_sha, detail, rev)
values (:city, :id, :casefile, :text_version, :lang, :method, :interpreter, :at,
        :taken_by, :expires_day, null, :code_sha, :detail, 1)
on conflict do nothing;

-- name: hub_consent_withdraw exec expect 1
-- in: id consent_id, withdrawn_at instant, rev int
update hub_consent set withdrawn_at = :withdrawn_at, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: hub_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, state code, sheet sealed
insert into hub_matter (city, id, casefile, author, at, state, sheet, lead, outcome,
                        ended_day, told_stop_at, changed_by, changed_at, rev)
values (:city, :id, :casefile, :author, :at, :state, :sheet, null, null,
        null, null, :author, :at, 1)
on conflict do nothing;

-- name: hub_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, state code, sheet sealed, lead sealed?, outcome code?, ended_day day?, told_stop_at instant?, changed_by user_id?, changed_at instant, rev int
select id, author, at, state, sheet, lead, outcome, ended_day, told_stop_at, changed_by,
       changed_at, rev
  from hub_matter
 where city = :city and casefile = :casefile
 order by at desc, id
 limit 20;

-- name: hub_save exec expect 1
-- in: id id, state code, sheet sealed, lead sealed?, outcome code?, ended_day day?, told_stop_at instant?, changed_by user_id?, changed_at instant, rev int
update hub_matter
   set state = :state, sheet = :sheet, lead = :lead, outcome = :outcome,
       ended_day = :ended_day, told_stop_at = :told_stop_at, changed_by = :changed_by,
       changed_at = :changed_at, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: hub_decision_add exec
-- in: matter id, filter int, casefile casefile_id, accepted int, reason code?, author user_id, at instant
insert into hub_decision (city, matter, filter, casefile, accepted, reason, author, at)
values (:city, :matter, :filter, :casefile, :accepted, :reason, :author, :at)
on conflict do nothing;

-- name: hub_decisions many
-- in: casefile casefile_id
-- out: matter id, filter int, accepted int, reason code?, author user_id, at instant
select matter, filter, accepted, reason, author, at from hub_decision
 where city = :city and casefile = :casefile
 order by at, filter
 limit 80;

-- name: hub_reveal_add exec
-- in: id id, matter id, casefile casefile_id, agency sealed, police int, told int, author user_id, at instant
insert into hub_reveal (city, id, matter, casefile, agency, police, told, author, at)
values (:city, :id, :matter, :casefile, :agency, :police, :told, :author, :at)
on conflict do nothing;

-- name: hub_reveals many
-- in: casefile casefile_id
-- out: id id, matter id, agency sealed, police int, told int, author user_id, at instant
select id, matter, agency, police, told, author, at from hub_reveal
 where city = :city and casefile = :casefile
 order by at, id
 limit 200;

-- name: hub_lead_add exec
-- in: id id, matter id, casefile casefile_id, was sealed, why sealed, author user_id, at instant
insert into hub_lead (city, id, matter, casefile, was, why, author, at)
values (:city, :id, :matter, :casefile, :was, :why, :author, :at)
on conflict do nothing;

-- name: hub_leads many
-- in: casefile casefile_id
-- out: id id, matter id, was sealed, why sealed, author user_id, at instant
select id, matter, was, why, author, at from hub_lead
 where city = :city and casefile = :casefile
 order by at, id
 limit 80;
