# SPDX-License-Identifier: Apache-2.0
"""Who was erased stays erased: in the files of the store, and in what a backup from before brings back."""
import os, shutil, sqlite3, sys
from city import City, doorstep, new_home
from sentences import run

MANY = 1000 if os.environ.get("DOORSTEP_LONG") else 12
HEAD = ("external_id,received_at,closed_at,source,address,unit,urgency,referred_for,services_provided,prior_services,"
        "outcome,language,contacted_at\n")

def city_with(root, n):
    """n households of a programme's history, and a privacy officer."""
    city = City(root)
    rows = root / "history.csv"
    rows.write_text(HEAD + "".join(f"case-{i},2026-01-0{1 + i % 9},,inspector,{i} Gull Street,{i},routine,food,,no,open,es,\n"
                                   for i in range(n)))
    status, said = city.run("import", "referrals", rows)
    assert status == 0, said
    status, said = city.run("user", "add", "privacy@testham.example", "--name", "Priya Lowe", "--role", "privacy")
    assert status == 0, said
    return city

def rows(home, words, *values):
    with sqlite3.connect(f"file:{home}/care.db?mode=ro", uri=True) as db:
        return db.execute(words, values).fetchall()

def as_uuid(b):
    h = b.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

def cases(home):
    return [as_uuid(b) for b, in rows(home, "select id from casefile order by external_id")]

def erase(home, case, *more):
    return doorstep("erase", case, "--as", "privacy@testham.example", "--reason", "asked", "--data", home, *more)

def keys_left(home):
    return rows(home, "select count(*) from resident where wrapped_key is not null")[0][0]

def what_will_be_lost_is_told_and_nothing_done_without_yes(root):
    city = city_with(root, 1)
    status, said = erase(city.dir, cases(city.dir)[0])
    assert status == 0 and "1 case: 0 notes" in said and "say --yes" in said, said
    assert keys_left(city.dir) == 1

def only_the_privacy_officer_may(root):
    city = city_with(root, 1)
    assert city.run("user", "add", "manager@testham.example", "--name", "M", "--role", "case-manager")[0] == 0
    status, said = doorstep("erase", cases(city.dir)[0], "--as", "manager@testham.example", "--reason", "asked", "--yes",
                            "--data", city.dir)
    assert status == 1 and keys_left(city.dir) == 1, said
    assert "the role of manager@testham.example does not do that: privacy does" in said, said

def a_number_that_is_no_case_of_here_is_named(root):
    city = city_with(root, 1)
    number = "018f0000-0000-7000-8000-00000000000a"
    status, said = erase(city.dir, number)
    assert status == 1 and f"no case here has the number {number}" in said, said

def no_byte_of_the_key_is_left_in_the_files_of_the_store(root):
    city = city_with(root, 3)
    key, = rows(city.dir, "select r.wrapped_key from resident r join casefile c on c.resident = r.id"
                " where c.external_id = 'case-1'")[0]
    place, = rows(city.dir, "select place from casefile where external_id = 'case-1'")[0]
    status, said = erase(city.dir, cases(city.dir)[1], "--yes")
    assert status == 0 and "Erased." in said, said
    files = b"".join(p.read_bytes() for p in city.dir.glob("care.db*"))
    assert key not in files and place not in files and b"case-1" not in files
    assert keys_left(city.dir) == 2

def who_was_erased_is_unreadable_after_a_restore_from_before(root):
    city = city_with(root, MANY + 1)
    assert city.run("backup", root / "before")[0] == 0
    for case in cases(city.dir)[1:]:
        status, said = erase(city.dir, case, "--yes")
        assert status == 0, said
    assert keys_left(city.dir) == 1
    home = new_home(root, city)
    shutil.copy(city.dir / "erased.ledger", root / "kept")
    status, said = doorstep("restore", root / "before", "--data", home, "--ledger", root / "kept")
    assert status == 0 and f"{MANY} who were erased" in said, said
    assert keys_left(home) == 1
    assert rows(home, "select count(*) from casefile where place is not null")[0] == (1,)
    assert rows(home, "select count(*) from casefile")[0] == (MANY + 1,)
    assert doorstep("audit", "verify", "--data", home)[0] == 0

def a_backup_beside_it_knows_who_was_erased_since(root):
    city = city_with(root, 2)
    (root / "backups").mkdir()
    assert city.run("backup", root / "backups/monday")[0] == 0
    assert erase(city.dir, cases(city.dir)[0], "--yes")[0] == 0
    assert city.run("backup", root / "backups/tuesday")[0] == 0
    home = new_home(root, city)
    status, said = doorstep("restore", root / "backups/monday", "--data", home)
    assert status == 0 and keys_left(home) == 1, said

def stores_that_came_back_by_other_means_are_erased_again_at_the_next_command(root):
    city = city_with(root, 2)
    (root / "snapshot").mkdir()
    for p in city.dir.glob("care.db*"):
        shutil.copy(p, root / "snapshot")
    assert erase(city.dir, cases(city.dir)[0], "--yes")[0] == 0
    for p in city.dir.glob("care.db*"):
        p.unlink()
    for p in (root / "snapshot").glob("*"):
        shutil.copy(p, city.dir)
    assert keys_left(city.dir) == 2
    status, said = city.run("restored")
    assert status == 0 and "1 whom the ledger says" in said, said
    assert keys_left(city.dir) == 1

def without_a_ledger_nothing_is_restored_but_by_word(root):
    city = city_with(root, 1)
    assert city.run("backup", root / "before")[0] == 0
    (root / "before/erased.ledger").unlink()
    home = new_home(root, city)
    status, said = doorstep("restore", root / "before", "--data", home)
    assert status == 1 and "--ledger FILE" in said, said
    assert [p.name for p in home.iterdir()] == ["keys"]
    assert doorstep("restore", root / "before", "--data", home, "--without-ledger")[0] == 0

def a_ledger_of_somebody_else_is_refused_and_its_line_named(root):
    city = city_with(root, 1)
    (root / "b").mkdir()
    other = city_with(root / "b", 1)
    assert erase(other.dir, cases(other.dir)[0], "--yes")[0] == 0
    shutil.copy(other.dir / "erased.ledger", city.dir / "erased.ledger")
    status, said = city.run("doctor")
    assert status == 1 and "erased.ledger line 1" in said, said

def a_file_of_history_that_comes_again_brings_nobody_back(root):
    city = city_with(root, 2)
    assert erase(city.dir, cases(city.dir)[0], "--yes")[0] == 0
    status, said = city.run("import", "referrals", root / "history.csv")
    assert status == 0, said
    assert keys_left(city.dir) == 1 and len(cases(city.dir)) == 2

run(sys.modules[__name__])
