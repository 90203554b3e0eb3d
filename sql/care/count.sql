-- What a backup of this store is counted by, and a restore compared with.

-- name: care_counts many
-- out: name text, n int
select 'resident' as name, count(*) as n from resident where city = :city
union all select 'casefile' as name, count(*) as n from casefile where city = :city
union all select 'consent' as name, count(*) as n from consent where city = :city
union all select 'attempt' as name, count(*) as n from attempt where city = :city
union all select 'referral' as name, count(*) as n from referral where city = :city
union all select 'op' as name, count(*) as n from op where city = :city
union all select 'outbox' as name, count(*) as n from outbox where city = :city
union all select 'case_goal' as name, count(*) as n from case_goal where city = :city
union all select 'case_task' as name, count(*) as n from case_task where city = :city
union all select 'case_note' as name, count(*) as n from case_note where city = :city
union all select 'case_measure' as name, count(*) as n from case_measure where city = :city
union all select 'case_file' as name, count(*) as n from case_file where city = :city
union all select 'hub_consent' as name, count(*) as n from hub_consent where city = :city
union all select 'hub_matter' as name, count(*) as n from hub_matter where city = :city
union all select 'hub_reveal' as name, count(*) as n from hub_reveal where city = :city
limit 20;
