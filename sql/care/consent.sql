-- consent: what a resident allowed, for which need, to whom, until when.

-- name: consent_add exec
-- in: id consent_id, casefile casefile_id, text_version code, lang code, method code, interpreter code?, at instant, taken_by user_id, expires_day day, code_sha bytes, detail sealed
insert into consent (city, id, casefile, kind, text_version, lang, method, interpreter, at,
                     taken_by, expires_day, withdrawn_at, code_sha, detail, rev)
values (:city, :id, :casefile, 'full', :text_version, :lang, :method, :interpreter, :at,
        :taken_by, :expires_day, null, :code_sha, :detail, 1)
on conflict do nothing;

-- name: consent_scope_add exec
-- in: consent consent_id, need need_id, recipient organization_id, contacts_owner int
insert into consent_scope (city, consent, need, recipient, contacts_owner)
values (:city, :consent, :need, :recipient, :contacts_owner)
on conflict do nothing;

-- name: consent_exists one
-- in: id consent_id
-- out: found int
select count(*) from consent where city = :city and id = :id;

-- name: consent_list many
-- in: casefile casefile_id
-- out: id consent_id, kind code, text_version code, lang code, method code, interpreter code?, at instant, taken_by user_id?, expires_day day?, withdrawn_at instant?, detail sealed?, rev int
select id, kind, text_version, lang, method, interpreter, at, taken_by, expires_day,
       withdrawn_at, detail, rev
  from consent
 where city = :city and casefile = :casefile
union all
select id, 'hub' as kind, text_version, lang, method, interpreter, at, taken_by,
       expires_day, withdrawn_at, detail, rev
  from hub_consent
 where city = :city and casefile = :casefile
 order by 7 desc, 1
 limit 60;

-- name: consent_scopes many
-- in: casefile casefile_id
-- out: consent consent_id, need need_id, recipient organization_id, contacts_owner int, organization text
-- `cross join`: SQLite begins with the case's consents, not with the city's scopes.
select s.consent, s.need, s.recipient, s.contacts_owner, o.name
  from consent c cross join consent_scope s cross join organization o
 where c.city = :city and c.casefile = :casefile
   and s.city = c.city and s.consent = c.id
   and o.city = s.city and o.id = s.recipient
 order by o.name, s.need
 limit 400;

-- name: consent_covering many
-- in: casefile casefile_id, need need_id, recipient organization_id
-- out: id consent_id, at instant, expires_day day?, withdrawn_at instant?, contacts_owner int
-- Full consents whose scope names this need and this recipient, the newest first.
select c.id, c.at, c.expires_day, c.withdrawn_at, s.contacts_owner
  from consent c
  join consent_scope s on s.city = c.city and s.consent = c.id
 where c.city = :city and c.casefile = :casefile and c.kind = 'full'
   and s.need = :need and s.recipient = :recipient
 order by c.at desc
 limit 20;

-- name: consent_by_id one
-- in: id consent_id
-- out: id consent_id, casefile casefile_id, kind code, expires_day day?, withdrawn_at instant?, rev int
select id, casefile, kind, expires_day, withdrawn_at, rev
  from consent
 where city = :city and id = :id
union all
select id, casefile, 'hub' as kind, expires_day, withdrawn_at, rev
  from hub_consent
 where city = :city and id = :id;

-- name: consent_by_code many
-- in: code_sha bytes
-- out: id consent_id, casefile casefile_id, kind code, withdrawn_at instant?, rev int
select id, casefile, kind, withdrawn_at, rev
  from consent
 where city = :city and code_sha = :code_sha
union all
select id, casefile, 'hub' as kind, withdrawn_at, rev
  from hub_consent
 where city = :city and code_sha = :code_sha
 limit 1;

-- name: consent_withdraw exec expect 1
-- in: id consent_id, withdrawn_at instant, rev int
update consent set withdrawn_at = :withdrawn_at, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;
