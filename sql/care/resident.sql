-- resident: what a resident says by her code, and codes that opened nothing.

-- name: told_add exec
-- in: id id, casefile casefile_id, kind code, at instant, late int, words sealed?
insert into resident_word (city, id, casefile, kind, at, late, words, noted_by, noted_at,
                           lead_by, lead_at)
values (:city, :id, :casefile, :kind, :at, :late, :words, null, null, null, null)
on conflict do nothing;

-- name: told_since one
-- in: casefile casefile_id, kind code, since instant
-- out: n int, last instant?
select count(*), max(at) from resident_word
 where city = :city and casefile = :casefile and kind = :kind and at >= :since;

-- name: told_of_case many
-- in: casefile casefile_id
-- out: id id, kind code, at instant, late int, words sealed?, noted_at instant?
-- Complaints are not the case manager's to read.
select id, kind, at, late, words, noted_at from resident_word
 where city = :city and casefile = :casefile and kind <> 'complaint'
 order by at desc, id
 limit 100;

-- name: told_unread one
-- in: casefile casefile_id
-- out: n int
select count(*) from resident_word
 where city = :city and casefile = :casefile and noted_at is null
   and kind <> 'complaint';

-- name: told_waiting many
-- in: viewer user_id, today day, latest day, most int
-- out: id id, casefile casefile_id, kind code, at instant, late int, words sealed?, resident resident_id?, owner user_id?, person sealed?
-- Of a household that stopped everything only what it corrects of a closed case: an open
-- one is to be closed, and its page has it all.
select w.id, w.casefile, w.kind, w.at, w.late, w.words, c.resident, c.owner, c.person
  from resident_word w join casefile c on c.city = w.city and c.id = w.casefile
 where w.city = :city and w.noted_at is null and w.kind <> 'complaint'
   and {open_to c.id :viewer}
   and ((w.kind = 'correct' and c.closed_at is not null) or not {stopped c.id})
 order by w.at, w.id
 limit :most;

-- name: told_lead many
-- in: viewer user_id, complaint int, today day, latest day, most int
-- out: id id, casefile casefile_id, kind code, at instant, late int, words sealed?, resident resident_id?, owner user_id?, person sealed?
-- What the care-lead hears: calls that never came past their day; or complaints.
select w.id, w.casefile, w.kind, w.at, w.late, w.words, c.resident, c.owner, c.person
  from resident_word w join casefile c on c.city = w.city and c.id = w.casefile
 where w.city = :city and w.lead_at is null
   and ((:complaint = 1 and w.kind = 'complaint')
        or (:complaint = 0 and w.kind = 'nobody-called' and w.late = 1
            and not {stopped c.id}))
   and {open_to c.id :viewer}
 order by w.at, w.id
 limit :most;

-- name: told_one one
-- in: id id
-- out: casefile casefile_id, kind code, at instant, late int, words sealed?, noted_at instant?
select casefile, kind, at, late, words, noted_at from resident_word
 where city = :city and id = :id;

-- name: told_note exec
-- in: id id, noted_by user_id, at instant
update resident_word set noted_by = :noted_by, noted_at = :at
 where city = :city and id = :id and noted_at is null;

-- name: told_note_lead exec
-- in: id id, lead_by user_id, at instant
update resident_word set lead_by = :lead_by, lead_at = :at
 where city = :city and id = :id and lead_at is null;

-- name: miss_add exec
-- in: minute int
insert into code_miss (city, minute, n) values (:city, :minute, 1)
on conflict (city, minute) do update set n = code_miss.n + 1;

-- name: miss_forget exec
-- in: before int
delete from code_miss where city = :city and minute < :before;

-- name: miss_count one
-- in: since int
-- out: n int
select cast(coalesce(sum(n), 0) as bigint) from code_miss
 where city = :city and minute >= :since;
