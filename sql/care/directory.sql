-- directory: agencies and what they offer.

-- name: directory_usual many
-- in: need code, most int
-- out: id service_id, organization organization_id, name text, organization_name text, phone text?, hours text?, eligibility text?, application text?, languages text?, contacts_owner int, capacity code, email text?, aggregate_only int, own int, used int
-- Services that name the need, the ones most often used here first.
select s.id, s.organization, s.name, o.name, s.phone, s.hours, s.eligibility, s.application,
       s.languages, s.contacts_owner, s.capacity, coalesce(o.email, s.email),
       o.aggregate_only, o.own,
       (select count(*) from referral r
         where r.city = s.city and r.service = s.id) as used
  from service_need n
  join service s on s.city = n.city and s.id = n.service
  join organization o on o.city = s.city and o.id = s.organization
 where n.city = :city and n.need = :need and s.state = 'active' and o.state = 'active'
 order by used desc, s.name, s.id
 limit :most;

-- name: directory_search many
-- in: first text, second text, third text, most int
-- out: id service_id, organization organization_id, name text, organization_name text, phone text?, hours text?, eligibility text?, application text?, languages text?, contacts_owner int, capacity code, email text?
-- Up to three words, all of which must occur; patterns such as '%fuel%'.
select s.id, s.organization, s.name, o.name, s.phone, s.hours, s.eligibility, s.application,
       s.languages, s.contacts_owner, s.capacity, coalesce(o.email, s.email)
  from service s
  join organization o on o.city = s.city and o.id = s.organization
 where s.city = :city and s.state = 'active' and o.state = 'active'
   and s.search_text like :first and s.search_text like :second
   and s.search_text like :third
 order by s.name, s.id
 limit :most;

-- name: service_by_id one
-- in: id service_id
-- out: id service_id, organization organization_id, name text, description text, url text?, phone text?, application text?, fees text?, eligibility text?, address text?, hours text?, languages text?, contacts_owner int, capacity code, state code, organization_name text, email text?, lang code, aggregate_only int, own int, sms text?, season_from code?, season_to code?, proofs text?
select s.id, s.organization, s.name, s.description, s.url, s.phone, s.application, s.fees,
       s.eligibility, s.address, s.hours, s.languages, s.contacts_owner, s.capacity, s.state,
       o.name, coalesce(o.email, s.email), o.lang, o.aggregate_only, o.own, o.sms,
       s.season_from, s.season_to, s.proofs
  from service s
  join organization o on o.city = s.city and o.id = s.organization
 where s.city = :city and s.id = :id;

-- name: service_needs many
-- in: service service_id
-- out: need code
select need from service_need
 where city = :city and service = :service order by need limit 40;

-- name: directory_need_counts many
-- out: need code, services int
select need, count(*) from service_need where city = :city
 group by need order by need limit 40;

-- name: organization_put exec
-- in: id organization_id, external_id text, name text, description text, website text?, email text?, aggregate_only int, own int, sms text?
-- Touches no row when nothing changed.
insert into organization (city, id, external_id, name, description, website, email, lang,
                          aggregate_only, own, sms, state, rev)
values (:city, :id, :external_id, :name, :description, :website, :email, 'en',
        :aggregate_only, :own, :sms, 'active', 1)
on conflict (city, id) do update
   set name = excluded.name, description = excluded.description,
       website = excluded.website, email = excluded.email,
       aggregate_only = excluded.aggregate_only, own = excluded.own,
       sms = excluded.sms, rev = organization.rev + 1
 where organization.name <> excluded.name
    or organization.description <> excluded.description
    or coalesce(organization.website, '') <> coalesce(excluded.website, '')
    or coalesce(organization.email, '') <> coalesce(excluded.email, '')
    or organization.aggregate_only <> excluded.aggregate_only
    or organization.own <> excluded.own
    or coalesce(organization.sms, '') <> coalesce(excluded.sms, '');

-- name: organization_name one
-- in: id organization_id
-- out: name text
select name from organization where city = :city and id = :id;

-- name: service_put exec
-- in: id service_id, organization organization_id, external_id text, name text, description text, url text?, email text?, application text?, fees text?, eligibility text?, contacts_owner int, capacity code, state code, search_text text, season_from code?, season_to code?, proofs text?
insert into service (city, id, organization, external_id, name, description, url, email,
                     application, fees, eligibility, contacts_owner, capacity, state,
                     search_text, season_from, season_to, proofs, rev)
values (:city, :id, :organization, :external_id, :name, :description, :url, :email,
        :application, :fees, :eligibility, :contacts_owner, :capacity, :state,
        :search_text, :season_from, :season_to, :proofs, 1)
on conflict (city, id) do update
   set organization = excluded.organization, name = excluded.name,
       description = excluded.description, url = excluded.url, email = excluded.email,
       application = excluded.application, fees = excluded.fees,
       eligibility = excluded.eligibility, contacts_owner = excluded.contacts_owner,
       capacity = excluded.capacity, state = excluded.state,
       search_text = excluded.search_text, season_from = excluded.season_from,
       season_to = excluded.season_to, proofs = excluded.proofs, rev = service.rev + 1
 where service.organization <> excluded.organization
    or service.search_text <> excluded.search_text
    or service.name <> excluded.name or service.description <> excluded.description
    or coalesce(service.url, '') <> coalesce(excluded.url, '')
    or coalesce(service.email, '') <> coalesce(excluded.email, '')
    or coalesce(service.application, '') <> coalesce(excluded.application, '')
    or coalesce(service.fees, '') <> coalesce(excluded.fees, '')
    or coalesce(service.eligibility, '') <> coalesce(excluded.eligibility, '')
    or service.contacts_owner <> excluded.contacts_owner
    or service.capacity <> excluded.capacity or service.state <> excluded.state
    or coalesce(service.season_from, '') <> coalesce(excluded.season_from, '')
    or coalesce(service.season_to, '') <> coalesce(excluded.season_to, '')
    or coalesce(service.proofs, '') <> coalesce(excluded.proofs, '');

-- name: service_phone_put exec
-- in: id service_id, phone text
update service set phone = :phone, rev = rev + 1
 where city = :city and id = :id and coalesce(phone, '') <> :phone;

-- name: service_need_put exec
-- in: service service_id, need code
insert into service_need (city, service, need) values (:city, :service, :need)
on conflict (city, service, need) do nothing;
