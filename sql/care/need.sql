-- need: what the case manager found a household to lack; never the reason for referral.

-- name: need_add exec
-- in: id need_id, casefile casefile_id, need code, need_sealed sealed?, known_by code, found_day day, added_by user_id, added_at instant
insert into case_need (city, id, casefile, need, need_sealed, known_by, found_day, added_by,
                       added_at, state, unmet_reason, rev)
values (:city, :id, :casefile, :need, :need_sealed, :known_by, :found_day, :added_by,
        :added_at, 'open', null, 1)
on conflict do nothing;

-- name: need_by_id one
-- in: id need_id
-- out: id need_id, casefile casefile_id, need code, need_sealed sealed?, known_by code, found_day day, added_by user_id?, added_at instant?, state code, unmet_reason code?, rev int
select id, casefile, need, need_sealed, known_by, found_day, added_by, added_at, state,
       unmet_reason, rev
  from case_need
 where city = :city and id = :id;

-- name: need_list many
-- in: casefile casefile_id
-- out: id need_id, casefile casefile_id, need code, need_sealed sealed?, known_by code, found_day day, added_by user_id?, added_at instant?, state code, unmet_reason code?, rev int
select id, casefile, need, need_sealed, known_by, found_day, added_by, added_at, state,
       unmet_reason, rev
  from case_need
 where city = :city and casefile = :casefile
 order by found_day, id
 limit 60;

-- name: need_save exec expect 1
-- in: id need_id, state code, unmet_reason code?, rev int
update case_need set state = :state, unmet_reason = :unmet_reason, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;
