# SPDX-License-Identifier: Apache-2.0
"""A statement that forgets its city, a parameter or its limit does not compile; one that
does says the same to both engines."""
import sys
from sentences import run, tool, write

def compile_sql(root, text, store="care"):
    write(root, {"noun.sql": text})
    status, said = tool("sqlgen.py", store, root / "q.h", root / "q.c", root / "noun.sql")
    return status, said + ((root / "q.h").read_text() + (root / "q.c").read_text() if not status else "")

def refused(root, text, why, store="care"):
    status, said = compile_sql(root, text, store)
    assert status == 1 and why in said, said

ONE = "-- name: x one\n-- in: id case_id\n-- out: n int\n"

def types_become_fields_and_both_dialects(root):
    status, said = compile_sql(root, "-- name: x one\n-- in: id casefile_id, at instant?\n"
        "-- out: state code, day day?\nselect state, day from casefile\n where city = :city and id = :id and at > :at;")
    assert status == 0, said
    for part in ("struct casefile_id id;", "int64_t at;", "const char *state;", "struct day day;",
                 '{COL_INSTANT, true, offsetof(struct q_x_in, at), "at"}', "city = ?3 and id = ?1 and at > ?2",
                 "city = $3 and id = $1 and at > $2", '"x", QUERY_ONE, false, true,'):
        assert part in said, part

def expect_1_is_carried(root):
    status, said = compile_sql(root, "-- name: x exec expect 1\nupdate t set a = 1 where city = :city;")
    assert status == 0 and '"x", QUERY_EXEC, true, true,' in said, said

def bodies_may_differ_by_engine(root):
    status, said = compile_sql(root, "-- name: x exec\n-- sqlite:\ndelete from a where city = :city;\n"
        "-- postgres:\ndelete from b where city = :city;")
    assert status == 0 and "from a where city = ?1" in said and "from b where city = $1" in said, said

def text_in_quotes_is_left_alone(root):
    status, said = compile_sql(root, "-- name: x exec\ninsert into t (city, a) values (:city, 'user:no -> ''x''');")
    assert status == 0 and "'user:no -> ''x'''" in said, said

def a_statement_without_its_city_is_refused(root):
    refused(root, ONE + "select n from t where id = :id;", "every table needs")
    refused(root, "-- name: x exec\ninsert into t (a) values (1);", "every table needs")
    refused(root, "-- name: x exec\ndelete from t where a = 'city = :city';", "every table needs")

def each_joined_table_says_its_city(root):
    refused(root, ONE + "select n from a join b on b.id = a.id where a.city = :city and a.id = :id;", "every table needs")
    refused(root, ONE + "select n from a where city = :city and id in (select id from b where b.id = :id);", "every table needs")
    status, said = compile_sql(root, ONE + "with c as (select n from b where city = :city) "
        "select c.n from a join c on c.n = a.n where a.city = :city and a.id = :id;")
    assert status == 0, said

def parameters_are_declared_and_used(root):
    refused(root, ONE + "select n from t where city = :city;", ":id is declared and never used")
    refused(root, ONE + "select n from t where city = :city and id = :id and a = :b;", ":b is used and never declared")

def a_list_states_its_limit(root):
    refused(root, "-- name: x many\n-- out: n int\nselect n from t where city = :city;", "limit")

PART = "-- part: open_to casefile person\nnot exists (select 1 from shut s where s.city = :city and s.of = {casefile} and s.person = {person})\n\n"
LIST = "-- name: x many\n-- in: who user_id\n-- out: id casefile_id, resident resident_id?\nselect id, resident from c where city = :city"

def what_many_say_alike_is_written_once(root):
    status, said = compile_sql(root, PART + LIST + " and {open_to c.id :who} limit 9;")
    assert status == 0 and "and not exists (select 1 from shut s where s.city = ?2 and s.of = c.id and s.person = ?1) limit 9" in said, said
    refused(root, PART + LIST + " and {open_to c.id} limit 9;", "is told: casefile person")
    refused(root, PART + ONE + "select n from t where city = :city and {open :id};", "there is no part open")

def a_list_with_residents_that_is_open_to_everybody_is_refused(root):
    refused(root, PART + LIST + " and owner = :who limit 9;", "to whom it is open")
    status, said = compile_sql(root, LIST.replace("many", "one") + " and id = :who;")
    assert status == 0, said

def odd_words_are_refused(root):
    refused(root, "-- name: x some\nselect 1;", "no shape")
    refused(root, "-- name: x one\n-- out: n float\nselect n from t where city = :city;", "unknown type")
    refused(root, "-- name: x exec nocity\ndelete from t;", "sql/common alone")
    refused(root, "-- name: x one\nselect 1 from t where city = :city;", "all others have one")
    twice = "-- name: x exec\ndelete from t where city = :city;\n"
    refused(root, twice + twice, "named twice")

def migrations_map_types_to_each_engine(root):
    files = {"sql/common/migrate/0000_base.sql": "create table t (\n    id id not null, -- text\n    day day,\n    note sealed,\n    at instant,\n    primary key (id)\n);\n",
             "sql/care/migrate/0001_more.sql": "alter table t add column more code;\n"}
    write(root, files)
    status, said = tool("migrategen.py", root / "m.c", root / "sql", *[root / f for f in files])
    c = (root / "m.c").read_text()
    assert status == 0, said
    for part in ("id blob not null,", "id uuid not null,", "note bytea,", "at bigint,", "at integer,",
                 ") strict;", "add column more text", "[STORE_CARE] = {care, COUNT(care)}"):
        assert part in c, part

def a_check_of_words_is_spelled_out_for_sqlite(root):
    files = {"sql/common/migrate/0000_base.sql": "create table t (\n    a code check (a in ('x', 'y', 'z')),\n    n integer\n);\n",
             "sql/care/migrate/0001_more.sql": ""}
    write(root, files)
    status, said = tool("migrategen.py", root / "m.c", root / "sql", *[root / f for f in files])
    c = (root / "m.c").read_text()
    assert status == 0, said
    assert "check (a = 'x' or a = 'y' or a = 'z')," in c and "check (a in ('x', 'y', 'z'))," in c, c

def a_migration_of_unknown_type_is_refused(root):
    write(root, {"sql/care/migrate/0001_a.sql": "create table t (\n    a float\n);\n", "sql/common/migrate/0000_b.sql": ""})
    status, said = tool("migrategen.py", root / "m.c", root / "sql", root / "sql/common/migrate/0000_b.sql", root / "sql/care/migrate/0001_a.sql")
    assert status == 1 and "no type of ours" in said, said

if __name__ == "__main__":
    run(sys.modules[__name__])
