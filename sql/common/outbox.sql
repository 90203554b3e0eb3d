-- outbox: mail that waits, is leased while being sent, and is sent once.

-- name: outbox_add exec
-- in: id mail_id, event text, recipient text, template code, lang code, args text, now instant
-- One row per event and recipient, whatever is done twice.
insert into outbox (city, id, event, recipient, template, lang, args, created_at, due_at,
                    leased_until, tries, sent_at, last_fault)
values (:city, :id, :event, :recipient, :template, :lang, :args, :now, :now,
        null, 0, null, null)
on conflict do nothing;

-- name: outbox_due many
-- in: now instant, most int
-- out: id mail_id, event text, recipient text, template code, lang code, args text, created_at instant, tries int
select id, event, recipient, template, lang, args, created_at, tries
  from outbox
 where city = :city and sent_at is null and due_at <= :now
   and (leased_until is null or leased_until <= :now)
 order by due_at, id
 limit :most;

-- name: outbox_due_count one
-- in: now instant
-- out: due int
select count(*) from outbox
 where city = :city and sent_at is null and due_at <= :now
   and (leased_until is null or leased_until <= :now);

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

-- name: outbox_waiting one
-- out: waiting int, oldest instant?, fault code?
select count(*), min(created_at), max(last_fault)
  from outbox where city = :city and sent_at is null;

-- name: outbox_last one
-- out: sent_at instant?
select max(sent_at) from outbox where city = :city;
