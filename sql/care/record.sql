-- record: the provider's own system: its number of a case, what went there, what came.

-- name: record_number many
-- in: casefile casefile_id
-- out: number sealed?, author user_id, at instant, rev int
select number, author, at, rev from case_number
 where city = :city and casefile = :casefile
 limit 1;

-- name: record_number_owner many
-- in: number_key bytes
-- out: casefile casefile_id
select casefile from case_number
 where city = :city and number_key = :number_key
 limit 1;

-- name: record_number_put exec expect 1
-- in: casefile casefile_id, number sealed?, number_key bytes?, author user_id, at instant, rev int
-- Optimistic: touches nothing when somebody else wrote one first.
insert into case_number (city, casefile, number, number_key, author, at, rev)
values (:city, :casefile, :number, :number_key, :author, :at, :rev)
on conflict (city, casefile) do update
   set number = excluded.number, number_key = excluded.number_key,
       author = excluded.author, at = excluded.at, rev = excluded.rev
 where case_number.rev = excluded.rev - 1;

-- name: record_number_keep exec
-- in: id id, casefile casefile_id, number sealed?, author user_id, at instant
insert into case_number_was (city, id, casefile, number, author, at)
values (:city, :id, :casefile, :number, :author, :at)
on conflict do nothing;

-- name: record_number_history many
-- in: casefile casefile_id
-- out: id id, number sealed?, author user_id, at instant
select id, number, author, at from case_number_was
 where city = :city and casefile = :casefile
 order by at desc, id desc
 limit 40;
