# SPDX-License-Identifier: Apache-2.0
"""A bad day, practised: a backup is made whole, or it says why not."""
import shutil, sqlite3, subprocess, sys
from city import City, PROGRAM, backed_up, doorstep, furnished, new_home
from sentences import run

STORES = ("registry", "enforcement", "care", "photos")

def rows(path):
    """Every row of every table but the heads, whose epoch a restore makes anew."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        tables = [t for (t,) in db.execute("select name from sqlite_schema where type = 'table' order by name")
                  if t != "head"]
        return {t: sorted(map(repr, db.execute(f"select * from {t}"))) for t in tables}

def a_backup_comes_back_with_every_row(root):
    city = backed_up(root)
    before = {store: rows(city.dir / f"{store}.db") for store in STORES}
    home = new_home(root, city)
    status, said = doorstep("restore", root / "backup", "--data", home)
    assert status == 0 and said.count("whole") == 4, said
    for store in ("enforcement", "care", "photos"):
        assert rows(home / f"{store}.db") == before[store], store
    assert doorstep("user", "list", "--data", home)[0] == 0
    assert doorstep("audit", "verify", "--data", home)[0] == 0

def a_backup_is_made_while_the_city_is_served_and_written(root):
    city = furnished(root)
    server = subprocess.Popen([PROGRAM, "serve", "--data", city.dir, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline() # it is ready
        status, said = city.run("backup", root / "backup")
        assert status == 0, said
        assert city.run("restore", root / "backup", "--check")[0] == 0
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()

def a_flipped_byte_is_noticed_wherever_it_is_and_nothing_stays_behind(root):
    city = backed_up(root)
    for file in sorted((root / "backup").iterdir()):
        whole = file.read_bytes()
        for at in (0, len(whole) // 2, len(whole) - 1) if whole else (): # nobody was erased: no line
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
            home = root / "new"
            home.mkdir()
            status, said = doorstep("restore", root / "backup", "--data", home, "--keys", city.dir / "keys")
            assert status == 1 and ("damaged" in said or "altered" in said), (file.name, at, said)
            assert list(home.iterdir()) == [], (file.name, at)
            home.rmdir()
        file.write_bytes(whole)

def a_backup_that_lacks_a_file_or_an_end_is_refused(root):
    city = backed_up(root)
    care = root / "backup/care.sealed"
    whole = care.read_bytes()
    care.write_bytes(whole[:-100])
    assert "damaged" in city.run("restore", root / "backup", "--check")[1]
    care.unlink()
    assert "missing" in city.run("restore", root / "backup", "--check")[1]

def a_file_that_is_longer_than_it_can_be_is_named(root):
    city = backed_up(root)
    for name, more in (("manifest.json", b" " * 70000), ("manifest.sig", b"x"), ("care.sealed", b"x")):
        file = root / "backup" / name
        whole = file.read_bytes()
        file.write_bytes(whole + more)
        status, said = city.run("restore", root / "backup", "--check")
        assert status == 1 and name in said and ("longer" in said or name == "care.sealed"), (name, said)
        file.write_bytes(whole)
    assert city.run("restore", root / "backup", "--check")[0] == 0

def another_citys_backup_is_refused(root):
    backed_up(root)
    (root / "other").mkdir()
    other = City(root / "other")
    status, said = other.run("restore", root / "backup", "--check")
    assert status == 1 and "other keys" in said, said

def a_backup_tells_nothing_without_the_keys(root):
    city = backed_up(root)
    for file in (root / "backup").glob("*.sealed"):
        content = file.read_bytes()
        assert b"SQLite" not in content and b"Lantern" not in content, file.name
    shutil.rmtree(city.dir / "keys")
    status, said = doorstep("restore", root / "backup", "--data", root / "new")
    assert status == 1 and "keys is missing" in said, said

def a_backup_that_was_cut_off_has_another_name_and_goes_with_the_next(root):
    city = furnished(root)
    (root / "backup.unfinished").mkdir()
    (root / "backup.unfinished/care.sealed").write_bytes(b"half")
    status, said = city.run("restore", root / "backup.unfinished", "--check")
    assert status == 1 and "never finished" in said, said
    assert city.run("backup", root / "backup")[0] == 0
    assert not (root / "backup.unfinished").exists()

def a_backup_inside_the_city_or_over_another_is_refused(root):
    city = backed_up(root)
    assert "inside the city" in city.run("backup", city.dir / "backup")[1]
    assert "name another" in city.run("backup", root / "backup")[1]
    assert "make it first" in city.run("backup", root / "nowhere/backup")[1]

def a_backup_that_is_late_is_to_be_seen(root):
    city = backed_up(root)
    assert city.run("restore", root / "backup", "--check")[0] == 0
    assert "restored and found whole" in city.run("doctor")[1]
    with sqlite3.connect(city.dir / "registry.db") as db:
        db.execute("update setting set value = value - 5 * 86400000 where name = 'backup.made'")
    assert "last backup was made 5 days ago" in city.run("doctor")[1]

def a_place_that_holds_a_city_is_left_alone(root):
    city = backed_up(root)
    before = rows(city.dir / "registry.db")
    status, said = city.run("restore", root / "backup")
    assert status == 1 and "new folder" in said and rows(city.dir / "registry.db") == before, said

def a_proof_keeps_its_day_and_nothing_else(root):
    city = backed_up(root)
    status, said = city.run("restore", root / "backup", "--check")
    assert status == 0 and "can be restored" in said, said
    assert not (city.dir / "restore.tmp").exists() and not (city.dir / "backup.tmp").exists()
    with sqlite3.connect(f"file:{city.dir}/registry.db?mode=ro", uri=True) as db:
        assert db.execute("select count(*) from setting where name = 'proof.restore'").fetchone() == (1,)

run(sys.modules[__name__])
