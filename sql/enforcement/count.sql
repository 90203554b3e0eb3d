-- What a backup of this store is counted by, and a restore compared with.

-- name: enforcement_counts many
-- out: name text, n int
select 'property' as name, count(*) as n from property where city = :city
union all select 'inspection' as name, count(*) as n from inspection where city = :city
union all select 'finding' as name, count(*) as n from finding where city = :city
union all select 'addendum' as name, count(*) as n from addendum where city = :city
union all select 'op' as name, count(*) as n from op where city = :city
union all select 'outbox' as name, count(*) as n from outbox where city = :city
limit 20;
