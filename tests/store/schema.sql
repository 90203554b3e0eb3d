-- The schema as an engine itself describes it, in words that both share.

-- name: schema_columns each nocity
-- out: table_name text, name text, type text, required int, key int
-- sqlite:
select t.name, c.name,
       case lower(c.type) when 'blob' then 'bytes' when 'integer' then 'integer' else 'text' end,
       max(c."notnull", c.pk > 0), c.pk > 0
  from sqlite_schema t, pragma_table_info(t.name) c
 where t.type = 'table' and t.name not like 'sqlite_%'
 order by t.name, c.cid;
-- postgres:
select cast(c.table_name as text), cast(c.column_name as text),
       case when c.data_type in ('uuid', 'bytea') then 'bytes'
            when c.data_type in ('bigint', 'integer') then 'integer' else 'text' end,
       c.is_nullable = 'NO',
       exists (select 1 from information_schema.key_column_usage k
                 join information_schema.table_constraints p
                   on p.constraint_name = k.constraint_name and p.table_schema = k.table_schema
                where p.constraint_type = 'PRIMARY KEY' and k.table_schema = c.table_schema
                  and k.table_name = c.table_name and k.column_name = c.column_name)
  from information_schema.columns c
 where c.table_schema = current_schema()
 order by c.table_name collate "C", c.ordinal_position;

-- name: schema_indexes each nocity
-- out: table_name text, name text
-- sqlite:
select tbl_name, name from sqlite_schema
 where type = 'index' and name not like 'sqlite_%' order by tbl_name, name;
-- postgres:
select cast(tablename as text), cast(indexname as text) from pg_indexes
 where schemaname = current_schema() and not exists (
       select 1 from pg_constraint where conname = indexname
          and connamespace = cast(schemaname as regnamespace))
 order by tablename collate "C", indexname collate "C";
