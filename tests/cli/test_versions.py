# SPDX-License-Identifier: Apache-2.0
"""A city whose stores are of another release than the program: newer ones are refused with
one line and stay as they are, older ones come forward, whoever else is at it."""
import hashlib, sqlite3, subprocess, sys
from city import City, PROGRAM, PROJECT
from sentences import TOOLS, run

sys.path.insert(0, str(TOOLS))
import migrategen

STORES = ("registry", "enforcement", "care", "photos")
CASE = "01a20000-0000-7000-8000-000000000001"
COMMANDS = [("serve", "--port", "0"), ("doctor",), ("migrate",), ("audit", "verify"), ("user", "list"),
            ("audit", "who-saw", CASE), ("report", "evaluation", "--edition", "internal"),
            ("user", "add", "a@b.example", "--name", "A", "--role", "inspector")]

def sql(path, *statements):
    with sqlite3.connect(path) as db:
        for one in statements:
            db.execute(one)
    db.close()

def bytes_of(city):
    return {p.name: p.read_bytes() for p in sorted(city.dir.glob("*.db"))}

def schema(path):
    db = sqlite3.connect(path)
    rows = db.execute("select type, name, sql from sqlite_schema where name <> 'migration' order by 1, 2").fetchall()
    db.close()
    return rows

def newer(city, store):
    sql(city.dir / f"{store}.db", "insert into migration values (9999, '9999_later', 'ff')")

def oldest(city, store):
    """As the first release left it: the common part alone, and no rows."""
    path, base = city.dir / f"{store}.db", PROJECT / "sql/common/migrate/0000_base.sql"
    for file in city.dir.glob(f"{store}.db*"):
        file.unlink()
    sha = hashlib.sha256(base.read_bytes()).hexdigest()
    made = migrategen.translate(base, base.read_text(), 0)
    sql(path, "pragma journal_mode = wal", *made.split(";\n"),
        "create table migration (no integer primary key, name text not null, sha256 text not null) strict",
        f"insert into migration values (0, '0000_base', '{sha}')")

def a_newer_store_is_refused_in_one_line_by_every_command(root):
    city = City(root)
    for store in STORES:
        city.run("doctor")
        kept = bytes_of(city)
        newer(city, store)
        before = bytes_of(city)
        for command in (*COMMANDS, ("backup", root / f"backup-{store}")):
            status, said = city.run(*command)
            assert status == 1, (command, status, said)
            assert said.count("\n") == 1 and said.startswith("doorstep: "), (command, said)
            assert f"stores.{store}" in said and "newer" in said, (command, said)
        assert bytes_of(city) == before
        sql(city.dir / f"{store}.db", "delete from migration where no = 9999")
        assert bytes_of(city).keys() == kept.keys()
        status, said = city.run("migrate") # all is well again with the newer program
        assert status == 0, said

def beside_a_newer_store_an_older_one_is_left_as_it_is(root):
    city = City(root)
    oldest(city, "registry")
    newer(city, "photos")
    before = bytes_of(city)
    status, said = city.run("migrate")
    assert status == 1 and "newer" in said, said
    assert bytes_of(city) == before

def old_stores_come_forward_while_several_programs_start(root):
    city = City(root)
    fresh = {store: schema(city.dir / f"{store}.db") for store in STORES}
    for store in STORES:
        oldest(city, store)
    starts = [subprocess.Popen([PROGRAM, "migrate", "--data", city.dir], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(4)]
    said = [(p.communicate()[0], p.returncode) for p in starts]
    assert any(status == 0 for _, status in said), said
    for words, status in said: # or says that it is busy, in one line
        assert status == 0 or (status == 1 and words.count("\n") == 1 and "moment" in words), said
    assert {store: schema(city.dir / f"{store}.db") for store in STORES} == fresh

run(sys.modules[__name__])
