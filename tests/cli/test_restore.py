# SPDX-License-Identifier: Apache-2.0
"""A bad day, practised: a city comes back whole, or it says why not and leaves nothing."""
import re, shutil, sqlite3, sys
from city import City, backed_up, doorstep, furnished, new_home
from sentences import run

def epochs(home, store):
    with sqlite3.connect(f"file:{home}/{store}.db?mode=ro", uri=True) as db:
        return db.execute("select epoch from head").fetchall()

def the_new_folder_is_made_when_the_keys_lie_elsewhere(root):
    city = backed_up(root)
    status, said = doorstep("restore", root / "backup", "--data", root / "new", "--keys", city.dir / "keys")
    assert status == 0 and f"--data '{root}/new' --keys {city.dir}/keys`" in said, said
    assert f"or a line `keys = {city.dir}/keys` in {root}/new/doorstep.conf" in said, said
    assert doorstep("user", "list", "--data", root / "new", "--keys", city.dir / "keys")[0] == 0
    for word in ("doctor", "serve"):
        status, missed = doorstep(word, "--data", root / "new")
        assert status == 1 and "say --keys DIR, or `keys = DIR`" in missed, missed
    with (root / "new/doorstep.conf").open("a") as conf:
        conf.write(f"keys = {city.dir}/keys\n")
    assert doorstep("user", "list", "--data", root / "new")[0] == 0

def a_refused_backup_leaves_no_new_folder(root):
    city = backed_up(root)
    (root / "backup/care.sealed").write_bytes(b"nothing of the kind")
    assert doorstep("restore", root / "backup", "--data", root / "new", "--keys", city.dir / "keys")[0] == 1
    assert not (root / "new").exists()

def a_key_of_another_city_is_named_by_every_command(root):
    city = backed_up(root)
    (root / "b").mkdir()
    other = City(root / "b")
    right = (city.dir / "keys/care.key").read_bytes()
    (city.dir / "keys/care.key").write_bytes((other.dir / "keys/care.key").read_bytes())
    for words in (["doctor"], ["serve", "--port", "0"], ["restore", root / "backup", "--check"]):
        status, said = city.run(*words)
        assert status == 1 and "care.key" in said and "sealed with" in said, said
    (root / "new").mkdir(0o700)
    shutil.copytree(city.dir / "keys", root / "new/keys")
    status, said = doorstep("restore", root / "backup", "--data", root / "new")
    assert status == 1 and "care.key" in said, said
    assert [p.name for p in (root / "new").iterdir()] == ["keys"]
    (root / "new/keys/care.key").write_bytes(right)
    assert doorstep("restore", root / "backup", "--data", root / "new")[0] == 0

def a_restored_city_says_when_and_lets_nobody_in_without_a_sign_in(root):
    city = backed_up(root)
    with sqlite3.connect(city.dir / "registry.db") as db:
        db.execute("insert into session (city, token_sha, person, kind, csrf, created_at, seen_at, expires_at) select city, x'00',"
                   " id, 'cookie', x'00', 1, 1, 9e12 from person")
    assert city.run("backup", root / "second")[0] == 0
    home = new_home(root, city)
    status, said = doorstep("restore", root / "second", "--data", home)
    assert status == 0 and "made 2" in said and "minutes ago" in said and "57 properties" in said, said
    with sqlite3.connect(home / "registry.db") as db:
        assert db.execute("select count(*) from session where ended_at is null").fetchone() == (0,)

def a_restored_city_knows_that_its_backup_was_proven(root):
    city = backed_up(root)
    home = new_home(root, city)
    assert doorstep("restore", root / "backup", "--data", home)[0] == 0
    assert "restored and found whole" in doorstep("doctor", "--data", home)[1]

def a_backup_is_proven_on_a_new_machine_before_anything_is_restored(root):
    city = backed_up(root)
    home = new_home(root, city)
    status, said = doorstep("restore", root / "backup", "--check", "--data", home)
    assert status == 0 and "No city is in" in said, said
    assert [p.name for p in home.iterdir()] == ["keys"]

def what_was_counted_is_told_in_words(root):
    city = backed_up(root)
    status, said = city.run("restore", root / "backup", "--check")
    assert status == 0 and "57 properties" in said and "0 cases" in said and "1 person," in said, said
    assert not [w for w in re.findall(r"\d+ (\w+)", said) if "_" in w or w in ("op", "outbox", "casefile", "persons")], said

def its_help_names_the_folder_and_the_keys(root):
    status, said = doorstep("restore", "--help")
    assert status == 0 and "--keys DIR" in said and "--data NEW" in said, said

def a_restore_that_was_cut_off_is_begun_again(root):
    city = backed_up(root)
    home = new_home(root, city)
    for name in ("restore.unfinished", "registry.db", "care.db-wal", "doorstep.conf.restored"):
        (home / name).write_bytes(b"half")
    status, said = doorstep("restore", root / "backup", "--data", home)
    assert status == 0, said
    assert not (home / "restore.unfinished").exists() and doorstep("audit", "verify", "--data", home)[0] == 0

def a_damaged_store_and_a_file_of_somebody_else_are_told_apart(root):
    city = furnished(root)
    with open(city.dir / "care.db", "r+b") as f:
        f.write(b"no database at all")
    status, said = city.run("doctor")
    assert status == 1 and "damaged" in said and "bad-day.md" in said, said

def phones_take_everything_anew_after_a_restore(root):
    city = backed_up(root)
    home = new_home(root, city)
    assert doorstep("restore", root / "backup", "--data", home)[0] == 0
    assert epochs(home, "enforcement") != epochs(city.dir, "enforcement")

run(sys.modules[__name__])
