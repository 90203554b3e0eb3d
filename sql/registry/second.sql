-- second: the second factor of an account, and its recovery codes.

-- name: second_factor_of one
-- in: person user_id
-- out: secret sealed?, next sealed?, confirmed_at instant?, used_step int, failed int, locked_until instant?
select secret, next, confirmed_at, used_step, failed, locked_until
from second_factor where city = :city and person = :person;

-- name: second_factor_begin exec
-- in: person user_id, next sealed
insert into second_factor (city, person, secret, next, confirmed_at, used_step, failed,
                           locked_until)
values (:city, :person, null, :next, null, 0, 0, null)
on conflict (city, person) do update set next = excluded.next;

-- name: second_factor_confirm exec expect 1
-- in: person user_id, secret sealed, at instant, used_step int
update second_factor
set secret = :secret, next = null, confirmed_at = :at, used_step = :used_step, failed = 0,
    locked_until = null
where city = :city and person = :person and next is not null;

-- name: second_factor_used exec expect 1
-- in: person user_id, used_step int
-- Two at once with one code: the second finds it used.
update second_factor set used_step = :used_step, failed = 0, locked_until = null
where city = :city and person = :person and used_step < :used_step;

-- name: second_factor_failed exec
-- in: person user_id, failed int, locked_until instant?
update second_factor set failed = :failed, locked_until = :locked_until
where city = :city and person = :person;

-- name: second_factor_drop exec
-- in: person user_id
delete from second_factor where city = :city and person = :person;

-- name: recovery_code_add exec
-- in: person user_id, code_mac bytes, at instant
insert into recovery_code (city, person, code_mac, created_at, used_at)
values (:city, :person, :code_mac, :at, null)
on conflict (city, person, code_mac) do nothing;

-- name: recovery_code_open one
-- in: person user_id, code_mac bytes
-- out: created_at instant
select created_at from recovery_code
where city = :city and person = :person and code_mac = :code_mac and used_at is null;

-- name: recovery_code_use exec expect 1
-- in: person user_id, code_mac bytes, at instant
update recovery_code set used_at = :at
where city = :city and person = :person and code_mac = :code_mac and used_at is null;

-- name: recovery_code_left one
-- in: person user_id
-- out: n int
select count(*) from recovery_code
where city = :city and person = :person and used_at is null;

-- name: recovery_code_drop exec
-- in: person user_id
delete from recovery_code where city = :city and person = :person;

-- name: second_factor_hold exec
-- in: person user_id
-- Where wrong codes are counted, of somebody who has passkeys alone.
insert into second_factor (city, person, secret, next, confirmed_at, used_step, failed,
                           locked_until)
values (:city, :person, null, null, null, 0, 0, null)
on conflict (city, person) do nothing;
