-- consent_life: what becomes of a consent after it was given.

-- name: confirmed_add exec
-- in: consent consent_id, channel code, at instant, noted_by user_id
insert into consent_confirmed (city, consent, channel, at, noted_by)
values (:city, :consent, :channel, :at, :noted_by)
on conflict do nothing;

-- name: confirmed_count one
-- in: consent consent_id
-- out: n int
select count(*) from consent_confirmed where city = :city and consent = :consent;
