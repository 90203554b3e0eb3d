-- passkey: keys that sign in without a password.

-- name: passkey_list many
-- in: person user_id
-- out: id id, credential bytes, name text, created_at instant, used_at instant?, doubted_at instant?
select id, credential, name, created_at, used_at, doubted_at
from passkey where city = :city and person = :person order by created_at, id limit 40;

-- name: passkey_count one
-- in: person user_id
-- out: n int
select count(*) from passkey where city = :city and person = :person;

-- name: passkey_by_credential one
-- in: credential bytes
-- out: id id, person user_id, kind int, public_key bytes, counter int, doubted_at instant?
select id, person, kind, public_key, counter, doubted_at
from passkey where city = :city and credential = :credential;

-- name: passkey_add exec
-- in: id id, person user_id, credential bytes, kind int, public_key bytes, counter int, name text, at instant
insert into passkey (city, id, person, credential, kind, public_key, counter, name,
                     created_at, used_at, doubted_at)
values (:city, :id, :person, :credential, :kind, :public_key, :counter, :name, :at, null,
        null);

-- name: passkey_used exec expect 1
-- in: id id, counter int, at instant
update passkey set counter = :counter, used_at = :at where city = :city and id = :id;

-- name: passkey_doubted exec expect 1
-- in: id id, at instant
update passkey set doubted_at = :at where city = :city and id = :id;

-- name: passkey_remove exec expect 1
-- in: id id, person user_id
delete from passkey where city = :city and id = :id and person = :person;

-- name: passkey_drop exec
-- in: person user_id
delete from passkey where city = :city and person = :person;

-- name: passkey_spent one
-- in: random bytes
-- out: ends_at instant
select ends_at from passkey_spent where city = :city and random = :random;

-- name: passkey_spend exec
-- in: random bytes, ends_at instant
insert into passkey_spent (city, random, ends_at) values (:city, :random, :ends_at);

-- name: passkey_spent_over exec
-- in: before instant
delete from passkey_spent where city = :city and ends_at < :before;
