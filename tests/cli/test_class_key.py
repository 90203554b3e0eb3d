# SPDX-License-Identifier: Apache-2.0
"""The key of the sealed classes: an older city gets one, a lost one is named, and it is rotated with the care key."""
import re, shutil, sqlite3, sys, uuid
from city import doorstep, new_home
from rotated import a_city_with, backed_up, retired, rotated
from sentences import run
from served import served
from started import started

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
    status, said = city.run("keys", "give-up-class", "--yes")
    assert status == 1 and "was never made" in said, said
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
    assert status == 1 and "class.key is missing" in said and "give-up-class" in said, said
    assert not (city.dir / "keys/class.key").exists()
    (city.dir / "keys/class.key").write_bytes(bytes(32))
    (city.dir / "keys/class.key").chmod(0o600)
    assert city.run("keys")[0] == 1
    assert city.run("keys", "give-up-class", "--yes")[0] == 1  # one is there, if not the right one
    (city.dir / "keys/class.key").write_bytes(kept)
    assert city.run("keys")[0] == 0

def one_that_is_lost_for_ever_is_given_up_and_the_city_goes_on(root):
    def named(city):
        status, page = city.ask("care-lead", f"/cases/{case}")
        assert status == 200, status
        return page.count(b"ubstance")  # the form that adds a need names it, too
    def add(city):
        form = {"id": uuid.uuid4(), "need": "substance-use", "known_by": "told"}
        assert city.ask("care-lead", f"/cases/{case}/needs", form)[0] == 200
    def hide(city):
        email = city.accounts["case-manager"]["email"]
        [[her]] = city.rows("registry", f"select id from person where email = '{email}'")
        [[own, rev]] = city.rows("care", f"select id, rev from casefile where owner = x'{her.hex()}' order by id limit 1")
        form = {"rev": rev, "substitute": "P.O. Box 9120, Boston"}
        assert city.ask("case-manager", f"/cases/{uuid.UUID(bytes=own)}/address", form)[0] == 200
        assert city.ask("case-manager", "/mandated", {"id": uuid.uuid4(), "lane": "child", "words": "What was seen"})[0] == 200
    with served(root) as s:
        case = uuid.UUID(bytes=s.rows("care", "select id from casefile where state = 'contacted' order by id limit 1")[0][0])
        before = named(s)
        add(s)
        assert named(s) > before
        hide(s)
    assert doorstep("keys", "give-up-class", "--data", s.data)[0] == 1  # it is there
    (s.data / "keys/class.key").unlink()
    link = s.data / "keys/link.key"
    kept = link.read_bytes()
    link.write_bytes(bytes(32))
    status, said = doorstep("keys", "give-up-class", "--yes", "--data", s.data)
    assert status == 1 and "link.key" in said and "bring" in said, said  # another is wrong, too
    link.write_bytes(kept)
    status, said = doorstep("keys", "give-up-class", "--data", s.data)
    assert status == 0 and "and of which: 1;" in said and "address program: 1;" in said and "reports: 1." in said and "--yes" in said, said
    assert doorstep("keys", "--data", s.data)[0] == 1  # nothing is done yet
    status, said = doorstep("keys", "give-up-class", "--yes", "--data", s.data)
    assert status == 0, said
    status, said = doorstep("keys", "--data", s.data)
    assert status == 0 and "class.key is made" in said, said
    assert s.rows("care", "select count(*) from case_need where need = 'sealed' and need_sealed is null") == [(1,)]
    assert s.rows("care", "select length(real) from address_program") == s.rows("care", "select length(words) from mandated_report") == [(0,)]
    assert s.rows("care", "select count(*) from audit where act = 'keys.class_given_up'") == [(1,)]
    with started(s) as again:
        assert named(again) == before
        add(again)
        assert named(again) > before
    assert doorstep("audit", "verify", "--data", s.data)[0] == 0

def one_is_given_up_after_a_rotation_too(root):
    city = a_city_with(root, 1)
    rotated(city.dir)
    retired(city.dir)
    (city.dir / "keys/class.key").unlink()
    status, said = city.run("keys", "give-up-class", "--yes")
    assert status == 0, said
    status, said = city.run("keys")
    assert status == 0 and "class.key is made" in said, said
    rotated(city.dir)

def it_is_rotated_with_the_care_key_and_an_old_backup_names_it(root):
    city = backed_up(root, 2)
    old = class_key(city.dir)
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
    city = backed_up(root, 2)
    home = new_home(root, city)
    (home / "keys/class.key").unlink()
    status, said = doorstep("restore", root / "before", "--data", home)
    assert status == 1 and "class.key" in said and [p.name for p in home.iterdir()] == ["keys"], said
    shutil.copy(city.dir / "keys/class.key", home / "keys")
    assert doorstep("restore", root / "before", "--data", home)[0] == 0

run(sys.modules[__name__])
