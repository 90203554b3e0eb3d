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

-- name: consent_ending many
-- in: owner user_id, today day, until day
-- out: casefile casefile_id, expires_day day, resident resident_id?, person sealed?
-- The last full consent of an open case ends within days; one that was taken anew and
-- runs longer makes it no task.
select c.id, k.expires_day, c.resident, c.person
  from consent k join casefile c on c.city = k.city and c.id = k.casefile
 where k.city = :city and k.expires_day >= :today and k.expires_day <= :until
   and k.kind = 'full' and k.withdrawn_at is null
   and c.owner = :owner and c.closed_at is null
   and {open_to c.id :owner}
   and not exists (select 1 from consent l
                    where l.city = :city and l.casefile = k.casefile and l.kind = 'full'
                      and l.withdrawn_at is null and l.id <> k.id
                      and (l.expires_day > k.expires_day
                           or (l.expires_day = k.expires_day and l.id > k.id)))
 order by k.expires_day, c.id
 limit 100;
