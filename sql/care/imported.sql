-- A programme's history: cases born elsewhere, known by the other system's id.

-- name: imported_case_by_external one
-- in: external_id text
-- out: id casefile_id, import_sha bytes?, import_rev int?, rev int
select id, import_sha, import_rev, rev from casefile
 where city = :city and external_id = :external_id;

-- name: imported_resident_add exec
-- in: id resident_id, wrapped_key bytes, created_at instant
insert into resident (city, id, wrapped_key, created_at, rev)
values (:city, :id, :wrapped_key, :created_at, 1);

-- name: imported_case_add exec
-- in: id casefile_id, resident resident_id, source code, urgency code, state code, lang code?, neighbourhood text?, prior_services code, received_at instant, received_day day, recorded_at instant, contacted_day day?, closed_at instant?, closed_day day?, close_reason code?, external_id text, place sealed?, words sealed?, import_sha bytes
insert into casefile (city, id, resident, kind, source, urgency, state, lang,
    neighbourhood, prior_services, requested_at, received_at, received_day, recorded_at,
    contacted_day, attempts, closed_at, closed_day, close_reason, external_id,
    clock_doubt, place, words, import_sha, import_rev, rev)
values (:city, :id, :resident, 'imported', :source, :urgency, :state, :lang,
    :neighbourhood, :prior_services, :received_at, :received_at, :received_day, :recorded_at,
    :contacted_day, 0, :closed_at, :closed_day, :close_reason, :external_id,
    0, :place, :words, :import_sha, 1, 1);

-- name: imported_case_set exec expect 1
-- in: id casefile_id, source code, urgency code, state code, lang code?, prior_services code, received_at instant, received_day day, contacted_day day?, closed_at instant?, closed_day day?, close_reason code?, import_sha bytes
-- The row says otherwise now, and nobody here has touched the case.
update casefile
   set source = :source, urgency = :urgency, state = :state, lang = :lang,
       prior_services = :prior_services, requested_at = :received_at,
       received_at = :received_at, received_day = :received_day,
       contacted_day = :contacted_day, closed_at = :closed_at, closed_day = :closed_day,
       close_reason = :close_reason, import_sha = :import_sha,
       import_rev = rev + 1, rev = rev + 1
 where city = :city and id = :id and rev = import_rev;

-- name: imported_reasons_drop exec
-- in: casefile casefile_id
delete from case_reason where city = :city and casefile = :casefile;

-- name: imported_services_drop exec
-- in: casefile casefile_id
delete from case_service where city = :city and casefile = :casefile;

-- name: imported_reason_add exec
-- in: casefile casefile_id, reason code
insert into case_reason (city, casefile, reason) values (:city, :casefile, :reason)
on conflict (city, casefile, reason) do nothing;

-- name: imported_service_add exec
-- in: casefile casefile_id, service code
insert into case_service (city, casefile, service) values (:city, :casefile, :service)
on conflict (city, casefile, service) do nothing;

-- name: imported_consent_add exec
-- in: id consent_id, casefile casefile_id, lang code, at instant
insert into consent (city, id, casefile, kind, text_version, lang, method, at, rev)
values (:city, :id, :casefile, 'imported', 'imported', :lang, 'imported', :at, 1);

-- name: imported_address_queue exec
-- in: casefile casefile_id, created_at instant
insert into address_queue (city, casefile, created_at)
values (:city, :casefile, :created_at)
on conflict (city, casefile) do nothing;

-- name: imported_queue_length one
-- out: waiting int
select count(*) from address_queue where city = :city and resolved_at is null;
