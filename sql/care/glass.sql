-- glass: cases that a colleague opened in an emergency.

-- name: glass_add exec
-- in: id id, casefile casefile_id, person user_id, cause code, reason sealed, at instant, until instant, tell_at instant
-- A form sent twice opens once.
insert into glass (city, id, casefile, person, cause, reason, at, until, tell_at,
                   noted_at, reviewed_at, reviewed_by, verdict, delayed_by, delay)
values (:city, :id, :casefile, :person, :cause, :reason, :at, :until, :tell_at,
        null, null, null, null, null, null)
on conflict do nothing;

-- name: glass_by_id one
-- in: id id
-- out: id id, casefile casefile_id, person user_id, cause code, reason sealed, at instant, until instant, tell_at instant, noted_at instant?, reviewed_at instant?, reviewed_by user_id?, verdict code?, delay sealed?, found sealed?
select id, casefile, person, cause, reason, at, until, tell_at, noted_at, reviewed_at,
       reviewed_by, verdict, delay, found
  from glass where city = :city and id = :id;

-- name: glass_of_case many
-- in: casefile casefile_id
-- out: id id, person user_id, at instant, until instant, tell_at instant
select id, person, at, until, tell_at from glass
 where city = :city and casefile = :casefile order by at, id limit 100;

-- name: glass_list many
-- in: viewer user_id, since instant
-- out: id id, casefile casefile_id, resident resident_id?, owner user_id?, person user_id, cause code, reason sealed, at instant, until instant, tell_at instant, noted_at instant?, reviewed_at instant?, reviewed_by user_id?, verdict code?, delay sealed?, found sealed?
-- Of all cases that are open to whoever looks; which rows they may see, the app decides.
select g.id, g.casefile, c.resident, c.owner, g.person, g.cause, g.reason, g.at, g.until,
       g.tell_at, g.noted_at, g.reviewed_at, g.reviewed_by, g.verdict, g.delay,
       g.found
  from glass g join casefile c on c.city = g.city and c.id = g.casefile
 where g.city = :city and g.at >= :since
   and {open_to g.casefile :viewer}
 order by g.at desc, g.id limit 300;

-- name: glass_unnoted one
-- in: viewer user_id
-- out: n int
select count(distinct g.casefile) from glass g join casefile c on c.city = g.city and c.id = g.casefile
 where g.city = :city and g.noted_at is null and c.owner = :viewer and g.person <> :viewer
   and {open_to g.casefile :viewer};

-- name: glass_note exec
-- in: id id, at instant
update glass set noted_at = :at where city = :city and id = :id and noted_at is null;

-- name: glass_review exec expect 1
-- in: id id, by user_id, at instant, verdict code, found sealed
-- The first verdict stands; what was wrong is not read any longer.
update glass
   set reviewed_at = :at, reviewed_by = :by, verdict = :verdict, found = :found,
       until = case when :verdict = 'wrong' and until > :at then :at else until end
 where city = :city and id = :id and reviewed_at is null;

-- name: glass_delay exec expect 1
-- in: id id, by user_id, was instant, tell_at instant, delay sealed
update glass set tell_at = :tell_at, delayed_by = :by, delay = :delay
 where city = :city and id = :id and tell_at = :was;
