-- attempt: each try to reach a household, and how it went.  Append-only.

-- name: attempt_add exec
-- in: id attempt_id, casefile casefile_id, author user_id, at instant, day day, channel code, outcome code, lang code?, interpreter code?, next_day day?, number_kind code?, note sealed?
-- A form sent twice is one attempt.
insert into attempt (city, id, casefile, author, at, day, channel, outcome, lang,
                     interpreter, next_day, number_kind, note)
values (:city, :id, :casefile, :author, :at, :day, :channel, :outcome, :lang,
        :interpreter, :next_day, :number_kind, :note)
on conflict do nothing;

-- name: attempt_exists one
-- in: id attempt_id
-- out: found int
select count(*) from attempt where city = :city and id = :id;

-- name: attempt_list many
-- in: casefile casefile_id
-- out: id attempt_id, author user_id, at instant, day day, channel code, outcome code, lang code?, interpreter code?, next_day day?, number_kind code?, note sealed?
select id, author, at, day, channel, outcome, lang, interpreter, next_day, number_kind,
       note
  from attempt
 where city = :city and casefile = :casefile
 order by at, id
 limit 500;
