-- What a backup of this store is counted by, and a restore compared with.

-- name: photos_counts many
-- out: name text, n int
select 'photo' as name, count(*) as n from photo where city = :city
union all select 'op' as name, count(*) as n from op where city = :city
union all select 'outbox' as name, count(*) as n from outbox where city = :city
limit 20;
