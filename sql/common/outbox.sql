-- outbox: mail that waits, is leased while being sent, and is sent once.

-- name: outbox_add exec
-- in: id mail_id, event text, recipient text, template code, lang code, args text, now instant
-- One row per event and recipient, whatever is done twice.
insert into outbox (city, id, event, recipient, template, lang, args, created_at, due_at,
                    leased_until, tries, sent_at, last_fault)
values (:city, :id, :event, :recipient, :template, :lang, :args, :now, :now,
        null, 0, null, null)
on conflict do nothing;

-- name: outbox_told one
-- in: event text, recipient text
-- out: n int
select count(*) from outbox
 where city = :city and event = :event and recipient = :recipient;

-- name: outbox_due many
-- in: now instant, beyond instant, most int
-- Also what a clock that ran ahead made due too late: a letter written later than now, or
-- put off for longer than any is.
-- out: id mail_id, event text, recipient text, template code, lang code, args text, created_at instant, tries int
select id, event, recipient, template, lang, args, created_at, tries
  from outbox
 where city = :city and sent_at is null and leased_until is null
   and (due_at <= :now or due_at > :beyond or (tries = 0 and created_at > :now))
 order by due_at, id
 limit :most;

-- name: outbox_due_count one
-- in: now instant, beyond instant
-- out: due int
select count(*) from outbox
 where city = :city and sent_at is null and leased_until is null
   and (due_at <= :now or due_at > :beyond or (tries = 0 and created_at > :now));

-- name: outbox_leased many
-- in: most int
-- out: id mail_id, tries int
-- A lease is told from the next one of the same letter by its number of tries.
select id, tries from outbox
 where city = :city and sent_at is null and leased_until is not null
 order by due_at, id
 limit :most;

-- name: outbox_free exec
-- in: id mail_id, tries int
update outbox set leased_until = null
 where city = :city and id = :id and sent_at is null and tries = :tries;

-- name: outbox_lease exec
-- in: id mail_id, until instant
update outbox set leased_until = :until, tries = tries + 1
 where city = :city and id = :id and sent_at is null;

-- name: outbox_sent exec
-- in: id mail_id, at instant
update outbox set sent_at = :at, leased_until = null, last_fault = null
 where city = :city and id = :id;

-- name: outbox_later exec
-- in: id mail_id, due_at instant, fault code
update outbox set due_at = :due_at, leased_until = null, last_fault = :fault
 where city = :city and id = :id and sent_at is null;

-- name: outbox_redate exec
-- in: now instant
-- For a furnished past: what was never sent is written now.
update outbox set created_at = :now, due_at = :now
 where city = :city and sent_at is null and tries = 0;

-- name: outbox_fix exec expect 1
-- in: id mail_id, args text
update outbox set args = :args
 where city = :city and id = :id and sent_at is null;

-- name: outbox_hour many
-- in: since instant, now instant, most int
-- out: recipient text, n int, oldest instant?
-- What left within the hour, or is leaving: a wrong clock's future does not count.
select recipient, count(*), min(sent_at)
  from outbox
 where city = :city
   and ((sent_at > :since and sent_at <= :now)
        or (sent_at is null and leased_until is not null))
 group by recipient
 order by recipient
 limit :most;

-- name: outbox_waiting one
-- out: waiting int, oldest instant?, held int, fault code?
-- What the brake holds is late for a reason that is told apart.
select count(case when coalesce(last_fault, '') <> 'mail.held' then 1 end),
       min(case when coalesce(last_fault, '') <> 'mail.held' then created_at end),
       count(case when last_fault = 'mail.held' then 1 end),
       max(case when last_fault <> 'mail.held' then last_fault end)
  from outbox where city = :city and sent_at is null;

-- name: outbox_recent many
-- in: template code, most int
-- out: recipient text, created_at instant, sent_at instant?, fault code?
select recipient, created_at, sent_at, last_fault from outbox
 where city = :city and template = :template
 order by created_at desc, id
 limit :most;

-- name: outbox_last one
-- out: sent_at instant?
select max(sent_at) from outbox where city = :city;
