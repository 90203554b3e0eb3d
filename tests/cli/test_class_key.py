# SPDX-License-Identifier: Apache-2.0
"""The key of the sealed classes: an older city gets one, a lost one is named, and it is rotated with the care key."""
import re, shutil, sqlite3, sys
from city import doorstep, new_home
from rotated import a_city_with, retired, rotated
from sentences import run

def as_made_by_an_older_program(city):
    (city.dir / "keys/class.key").unlink()
    with sqlite3.connect(city.dir / "registry.db") as db:
        prints, = db.execute("select value from setting where name = 'keys.prints'").fetchone()
        before, found, _ = prints.partition(" class.key")
        assert found, prints
        db.execute("update setting set value = ? where name = 'keys.prints'", (before,))

def class_key(home):
    return (home / "keys/class.key").read_bytes()

def an_older_city_gets_one_and_says_so_once(root):
    city = a_city_with(root, 3)
    as_made_by_an_older_program(city)
    status, said = city.run("keys")
    assert status == 0 and "class.key is made" in said and re.search(r"^class.key\t[0-9a-f]{16}$", said, re.M), said
    made = class_key(city.dir)
    assert (city.dir / "keys/class.key").stat().st_mode & 0o77 == 0
    status, said = city.run("keys")
    assert status == 0 and "is made" not in said and class_key(city.dir) == made, said
    assert city.run("audit", "verify")[0] == 0

def one_that_is_lost_is_named_and_never_made_again(root):
    city = a_city_with(root, 1)
    kept = class_key(city.dir)
    (city.dir / "keys/class.key").unlink()
    status, said = city.run("doctor")
    assert status == 1 and "class.key in" in said and "the right one" in said, said
    assert not (city.dir / "keys/class.key").exists()
    (city.dir / "keys/class.key").write_bytes(bytes(32))
    (city.dir / "keys/class.key").chmod(0o600)
    assert city.run("keys")[0] == 1
    (city.dir / "keys/class.key").write_bytes(kept)
    assert city.run("keys")[0] == 0

def it_is_rotated_with_the_care_key_and_an_old_backup_names_it(root):
    city = a_city_with(root, 2)
    old = class_key(city.dir)
    assert city.run("backup", root / "before")[0] == 0
    rotated(city.dir)
    assert class_key(city.dir) != old
    older, = (city.dir / "keys").glob("class-*.key")
    assert older.read_bytes() == old
    shutil.copy(older, root)
    retired(city.dir)
    home = new_home(root, city)
    status, said = doorstep("restore", root / "before", "--data", home)
    assert status == 1 and re.search(r"care-[0-9a-f]{16}\.key", said), said

def a_backup_wants_the_one_that_it_was_made_with(root):
    city = a_city_with(root, 2)
    assert city.run("backup", root / "backup")[0] == 0
    home = new_home(root, city)
    (home / "keys/class.key").unlink()
    status, said = doorstep("restore", root / "backup", "--data", home)
    assert status == 1 and "class.key" in said and [p.name for p in home.iterdir()] == ["keys"], said
    shutil.copy(city.dir / "keys/class.key", home / "keys")
    assert doorstep("restore", root / "backup", "--data", home)[0] == 0

run(sys.modules[__name__])
