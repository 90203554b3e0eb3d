-- receipt: of each yes and each stop, in the words of that day.

-- name: receipt_add exec
-- in: consent consent_id, event code, casefile casefile_id, at instant, text_version code, lang code, agencies int, ends_day day?, words sealed
insert into consent_receipt (city, consent, event, casefile, at, text_version, lang,
                             agencies, ends_day, words)
values (:city, :consent, :event, :casefile, :at, :text_version, :lang, :agencies,
        :ends_day, :words)
on conflict do nothing;

-- name: receipt_list many
-- in: casefile casefile_id
-- out: consent consent_id, event code, at instant, text_version code, lang code, agencies int, ends_day day?
select consent, event, at, text_version, lang, agencies, ends_day
  from consent_receipt
 where city = :city and casefile = :casefile
 order by at desc, consent, event
 limit 120;

-- name: receipt_of many
-- in: consent consent_id, casefile casefile_id
-- out: event code, at instant, text_version code, lang code, agencies int, ends_day day?, words sealed?
-- The newest first: the stop before the yes, also of the same instant.
select event, at, text_version, lang, agencies, ends_day, words
  from consent_receipt
 where city = :city and consent = :consent and casefile = :casefile
 order by at desc, event desc
 limit 3;
