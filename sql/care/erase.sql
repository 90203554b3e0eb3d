-- erase: a resident's data key is destroyed, and with it all that was sealed for her; what
-- could still lead to her in clear goes too.  Coded facts stay, so that numbers do not
-- change.  tests/tools/test_erase.py knows every sealed column of the store.

-- name: erasure_add exec
-- in: resident resident_id, at instant, why code
insert into erasure (city, resident, at, why, done_at)
values (:city, :resident, :at, :why, null)
on conflict do nothing;

-- name: erasure_list many
-- in: most int
-- out: id id, at instant, why code, done_at instant?
select resident as id, at, why, done_at from erasure
 where city = :city
 order by at desc, resident limit :most;

-- name: erasure_open many
-- in: most int
-- out: id id, at instant, why code
select resident as id, at, why from erasure
 where city = :city and done_at is null
 order by at, resident limit :most;

-- name: erasure_counts one
-- out: n int, open int
select count(*), count(case when done_at is null then 1 end) from erasure
 where city = :city;

-- name: erasure_done exec
-- in: resident resident_id, at instant
update erasure set done_at = :at
 where city = :city and resident = :resident and done_at is null;

-- name: erase_key exec
-- in: id resident_id, at instant
update resident set wrapped_key = null, erased_at = :at, rev = rev + 1
 where city = :city and id = :id and (wrapped_key is not null or erased_at is null);

-- name: erase_cases many
-- in: resident resident_id
-- out: casefile casefile_id, external_id text?
select id as casefile, external_id from casefile
 where city = :city and resident = :resident order by id limit 60;

-- name: erase_household many
-- in: casefile casefile_id
-- out: casefile casefile_id
-- A case, and all that is looked after together with it.
select j.casefile as casefile from case_join j
 where j.city = :city and j.ended = 0
   and (j.casefile = :casefile or j.main = :casefile
        or j.main in (select o.main from case_join o
                       where o.city = :city and o.ended = 0 and o.casefile = :casefile))
union
select j.main as casefile from case_join j
 where j.city = :city and j.ended = 0 and (j.casefile = :casefile or j.main = :casefile)
order by casefile limit 60;

-- name: erase_counts one
-- in: casefile casefile_id
-- out: notes int, files int, sent int, agencies int
-- What she is told is lost, and to how many agencies something went.
select (select count(*) from case_note n where n.city = :city and n.casefile = :casefile),
       (select count(*) from case_file f
         where f.city = :city and f.casefile = :casefile and f.bytes is not null),
       (select count(*) from referral r where r.city = :city and r.casefile = :casefile),
       (select count(distinct r.organization) from referral r
         where r.city = :city and r.casefile = :casefile);

-- name: erase_external exec
-- in: casefile casefile_id, external_id text
update casefile set external_id = :external_id
 where city = :city and id = :casefile;

-- name: erase_faults many
-- out: id op_id, content sealed
select id, content from op_fault where city = :city order by at limit 10000;

-- name: erase_fault exec
-- in: id op_id, none sealed, at instant
update op_fault set content = :none, resolved_at = coalesce(resolved_at, :at)
 where city = :city and id = :id;

-- What follows is done to each case, in this order.

-- name: erase_casefile exec
-- in: casefile casefile_id
update casefile
   set person = null, place = null, words = null, import_sha = null, next_day = null,
       rev = rev + 1
 where city = :city and id = :casefile;

-- name: erase_case_key exec
-- in: casefile casefile_id
delete from case_key where city = :city and casefile = :casefile;

-- name: erase_case_number exec
-- in: casefile casefile_id
update case_number set number = null, number_key = null, rev = rev + 1
 where city = :city and casefile = :casefile;

-- name: erase_case_number_was exec
-- in: casefile casefile_id
update case_number_was set number = null where city = :city and casefile = :casefile;

-- name: erase_note_draft exec
-- in: casefile casefile_id
delete from note_draft where city = :city and casefile = :casefile;

-- name: erase_case_inspection exec
-- in: casefile casefile_id
-- Which inspections were asked for, and which events were noted, say where she lives.
delete from case_inspection where city = :city and casefile = :casefile;

-- name: erase_home_noted exec
-- in: casefile casefile_id
delete from home_noted where city = :city and casefile = :casefile;

-- name: erase_address_queue exec
-- in: casefile casefile_id
delete from address_queue where city = :city and casefile = :casefile;

-- name: erase_case_need exec
-- in: casefile casefile_id
update case_need set need_sealed = null where city = :city and casefile = :casefile;

-- name: erase_attempt exec
-- in: casefile casefile_id
update attempt set note = null where city = :city and casefile = :casefile;

-- name: erase_consent exec
-- in: casefile casefile_id
update consent set detail = null, code_sha = null
 where city = :city and casefile = :casefile;

-- name: erase_consent_receipt exec
-- in: casefile casefile_id
update consent_receipt set words = null where city = :city and casefile = :casefile;

-- name: erase_referral_link exec
-- in: casefile casefile_id
delete from referral_link
 where city = :city
   and referral in (select r.id from referral r
                     where r.city = :city and r.casefile = :casefile);

-- name: erase_referral_step exec
-- in: casefile casefile_id
update referral_step set note = null, told_by = null
 where city = :city
   and referral in (select r.id from referral r
                     where r.city = :city and r.casefile = :casefile);

-- name: erase_stop_notice exec
-- in: casefile casefile_id
update stop_notice set told_by = null where city = :city and casefile = :casefile;

-- name: erase_case_block exec
-- in: casefile casefile_id
update case_block set reason = null where city = :city and casefile = :casefile;

-- name: erase_household_home exec
-- in: casefile casefile_id
update household_home set place = null where city = :city and casefile = :casefile;

-- name: erase_home_visit exec
-- in: casefile casefile_id
update home_visit
   set joint = null, rev = rev + 1,
       state = case when state = 'planned' then 'cancelled' else state end
 where city = :city and casefile = :casefile;

-- name: erase_case_note exec
-- in: casefile casefile_id, none sealed
update case_note set note = :none where city = :city and casefile = :casefile;

-- name: erase_referral exec
-- in: casefile casefile_id, none sealed
update referral
   set disclosed = :none, update_note = null, told_by = null, application_no = null,
       rev = rev + 1
 where city = :city and casefile = :casefile;

-- name: erase_household_person exec
-- in: casefile casefile_id, none sealed
update household_person set person = :none where city = :city and casefile = :casefile;

-- name: erase_case_goal exec
-- in: casefile casefile_id, none sealed
update case_goal set words = :none where city = :city and casefile = :casefile;

-- name: erase_case_measure exec
-- in: casefile casefile_id, none sealed
update case_measure set answers = :none where city = :city and casefile = :casefile;

-- name: erase_case_file exec
-- in: casefile casefile_id, none sealed
update case_file set name = :none, bytes = null
 where city = :city and casefile = :casefile;

-- name: erase_legal_hold exec
-- in: casefile casefile_id, none sealed
-- Those that were lifted: under one that stands nothing is erased.
update legal_hold set reason = :none, lifted_why = null
 where city = :city and casefile = :casefile;

-- name: erase_legal_demand exec
-- in: casefile casefile_id, none sealed
update legal_demand set paper = :none, why = null, released = null
 where city = :city and casefile = :casefile;

-- name: erase_address_program exec
-- in: casefile casefile_id, none sealed
update address_program set real = :none where city = :city and casefile = :casefile;

-- name: erase_glass exec
-- in: casefile casefile_id, none sealed
update glass set reason = :none, delay = null, found = null
 where city = :city and casefile = :casefile;

-- name: erase_hub_consent exec
-- in: casefile casefile_id, none sealed
update hub_consent set detail = null, code_sha = :none
 where city = :city and casefile = :casefile;

-- name: erase_hub_matter exec
-- in: casefile casefile_id, none sealed
update hub_matter set sheet = :none, lead = null
 where city = :city and casefile = :casefile;

-- name: erase_hub_lead exec
-- in: casefile casefile_id, none sealed
update hub_lead set was = :none, why = :none where city = :city and casefile = :casefile;

-- name: erase_hub_reveal exec
-- in: casefile casefile_id, none sealed
update hub_reveal set agency = :none where city = :city and casefile = :casefile;

-- name: erase_case_task exec
-- in: casefile casefile_id, at instant
-- Nothing of hers is anybody's task any more.
update case_task set words = null, done_at = coalesce(done_at, :at)
 where city = :city and casefile = :casefile;

-- name: erase_resident_word exec
-- in: casefile casefile_id, at instant
update resident_word
   set words = null, noted_at = coalesce(noted_at, :at), lead_at = coalesce(lead_at, :at)
 where city = :city and casefile = :casefile;
