-- seen: who saw whom: the first sight of a subject by a person on a day.

-- name: seen_add exec
-- in: subject id, person user_id, day day
insert into seen (city, subject, person, day) values (:city, :subject, :person, :day)
on conflict do nothing;

-- name: seen_of many
-- in: subject id
-- out: person user_id, day day
select person, day from seen where city = :city and subject = :subject
 order by day, person limit 10000;

-- name: seen_by_agencies many
-- in: casefile casefile_id
-- out: person user_id, day day, agency text
-- Who looked at what of it was sent to an agency: by an account, or by a link.
select v.person, v.day, o.name
  from referral r
  join seen v on v.city = r.city and v.subject = r.id
  join organization o on o.city = r.city and o.id = r.organization
 where r.city = :city and r.casefile = :casefile
 order by v.day, v.person, o.name limit 10000;

-- name: seen_between each
-- in: first day, last day
-- out: subject id, person user_id, day day
-- For a breach: everybody who saw anything in those days.
select subject, person, day from seen
 where city = :city and day >= :first and day <= :last order by subject, day, person;

-- name: seen_by_person each
-- in: person user_id, first day, last day
-- out: subject id, person user_id, day day
select subject, person, day from seen
 where city = :city and person = :person and day >= :first and day <= :last
 order by subject, day;

-- name: seen_case one
-- in: casefile casefile_id
-- out: received_day day
-- That there is such a case; it may be erased.
select received_day from casefile where city = :city and id = :casefile;

-- name: seen_referrals many
-- in: casefile casefile_id
-- out: id referral_id, agency text
-- An agency's look names what was sent to it, and not the case.
select r.id, o.name from referral r
  join organization o on o.city = r.city and o.id = r.organization
 where r.city = :city and r.casefile = :casefile order by r.id limit 200;

-- name: seen_acts many
-- in: subject text
-- out: no int, at instant, actor text, act code, detail text?
-- What the chain tells of one record, the newest first.
select no, at, actor, act, detail from audit
 where city = :city and subject = :subject
 order by no desc limit 5000;

-- name: seen_gagged many
-- in: casefile casefile_id
-- out: kind code, decided_by user_id?, decided_at instant?
-- Demands of which a court forbids that the household hears.
select kind, decided_by, decided_at from legal_demand
 where city = :city and casefile = :casefile and gagged = 1 order by id limit 200;
