-- What a backup of this store is counted by, and a restore compared with.

-- name: registry_counts many
-- out: name text, n int
select 'person' as name, count(*) as n from person where city = :city
union all select 'device' as name, count(*) as n from device where city = :city
union all select 'invitation' as name, count(*) as n from invitation where city = :city
union all select 'practice' as name, count(*) as n from practice where city = :city
union all select 'recording' as name, count(*) as n from recording where city = :city
union all select 'second_factor' as name, count(*) as n from second_factor where city = :city
union all select 'op' as name, count(*) as n from op where city = :city
union all select 'outbox' as name, count(*) as n from outbox where city = :city
limit 20;
