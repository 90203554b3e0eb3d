-- What the executor itself asks of an engine.

-- name: batch_lock one
-- in: store int
-- out: locked int
-- One batch per store and city at a time, across all servers (design.md section 3).
-- SQLite needs none: BEGIN IMMEDIATE is its lock.
-- postgres:
select 1 from pg_advisory_xact_lock(cast(:store as integer), hashtext(:city));

-- name: migration_lock one nocity
-- in: store int
-- out: locked int
-- postgres:
select 1 from pg_advisory_xact_lock(cast(:store as integer), -1);

-- name: tx_write exec nocity
-- sqlite:
begin immediate;
-- postgres:
begin;

-- name: tx_read exec nocity
-- sqlite:
begin;
-- postgres:
begin transaction isolation level repeatable read read only;

-- name: tx_commit exec nocity
commit;

-- name: tx_rollback exec nocity
rollback;

-- name: job_begin exec nocity
savepoint job;

-- name: job_keep exec nocity
release savepoint job;

-- name: job_undo exec nocity
rollback to savepoint job;

-- name: migration_made one nocity
-- out: made int
-- sqlite:
select count(*) from sqlite_schema where name = 'migration';
-- postgres:
select count(*) from pg_class where oid = to_regclass('migration');

-- name: store_copy exec nocity
-- in: path text
-- A copy of one moment beside writers, in one file; PostgreSQL has pg_basebackup.
-- sqlite:
vacuum into :path;

-- name: store_log_empty one nocity
-- out: busy int, pages int, done int
-- What was overwritten stands in the log until the log is begun anew.
-- sqlite:
pragma wal_checkpoint(truncate);
-- postgres:
select 0, 0, 0;

-- name: store_sound many nocity
-- out: verdict text
-- "ok", or what is wrong.
-- sqlite:
select integrity_check as verdict from pragma_integrity_check limit 10;
-- postgres:
select 'ok' as verdict limit 1;

-- name: id_list exec nocity
-- Never run: how src/store/id_list.c describes its table to SQLite.
-- sqlite:
create table id_list (id blob, ids hidden);

-- name: migration_table exec nocity
-- sqlite:
create table if not exists migration (
    no integer primary key, name text not null, sha256 text not null) strict;
-- postgres:
create table if not exists migration (
    no bigint primary key, name text not null, sha256 text not null);

-- name: migration_list many nocity
-- out: no int, name text, sha256 text
select no, name, sha256 from migration order by no limit 1000;

-- name: migration_add exec nocity
-- in: no int, name text, sha256 text
insert into migration (no, name, sha256) values (:no, :name, :sha256);

-- name: engine_version one nocity
-- out: version text
-- sqlite:
select 'SQLite ' || sqlite_version();
-- postgres:
select 'PostgreSQL ' || split_part(current_setting('server_version'), ' ', 1);
