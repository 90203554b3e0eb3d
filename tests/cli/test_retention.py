# SPDX-License-Identifier: Apache-2.0
"""Public records whose years are over are told by class, and destroyed by a records officer's yes with a permission."""
import sqlite3, sys
from city import City
from sentences import run

HEAD = "case,id,observed,state,code,note,number,street,unit,place,region,postcode\n"

def city_with(root, *violations):
    """A records officer, and violations of years ago: (case, day, state)."""
    city = City(root)
    (root / "m.map").write_text('library = "105-cmr-410:before-2023"\n')
    (root / "f.csv").write_text(HEAD + "".join(
        f"{case},{case}-{n},{day} 10:00:00,{state},410.500,Loose plaster,7,Erie St,,Testham,MA,02150\n"
        for n, (case, day, state) in enumerate(violations)))
    report = city.said("import", "violations", root / "f.csv", "--map", root / "m.map")[0]
    assert report["accepted"] == len(violations), report
    for name, role in (("records", "records"), ("privacy", "privacy")):
        status, said = city.run("user", "add", f"{name}@testham.example", "--name", "Rita Moss", "--role", role)
        assert status == 0, said
    return city

def retention(city, *words, who="records"):
    return city.run("retention", *words, "--as", f"{who}@testham.example")

def rows(city, words):
    with sqlite3.connect(f"file:{city.dir}/enforcement.db?mode=ro", uri=True) as db:
        return db.execute(words).fetchall()

OLD = (("c1", "2009-03-04", "closed"), ("c1", "2009-03-04", "closed"), ("c2", "2010-03-04", "open"))

def what_is_due_is_told_and_nothing_destroyed_without_yes(root):
    city = city_with(root, *OLD)
    status, said = retention(city)
    assert status == 0 and "violation   10 years  due     1  kept     0" in said, said
    status, said = retention(city, "violation", "--permission", "No. 14")
    assert status == 0 and "Nothing was destroyed" in said and "photograph" not in said, said
    assert rows(city, "select count(*) from finding") == [(3,)]

def a_yes_destroys_its_class_and_leaves_what_is_open(root):
    city = city_with(root, *OLD)
    status, said = retention(city, "violation", "--permission", "No. 14", "--yes")  # of whom?
    assert status == 2 and "who gave it" in said, said
    status, said = retention(city, "violation", "--permission", "Supervisor of Records, No. 14", "--yes")
    assert status == 0 and "Destroyed: 1." in said, said
    assert rows(city, "select state from finding") == [("open",)]
    assert rows(city, "select class, records, oldest, permission from disposal") == [
        ("violation", 1, "2009-03-04", "Supervisor of Records, No. 14")]
    status, said = retention(city, "visit", "--permission", "Supervisor of Records, No. 14", "--yes")
    assert status == 0 and "Destroyed: 1." in said, said
    assert rows(city, "select count(*) from inspection") == [(1,)]
    status, said = city.run("audit", "verify")
    assert status == 0, said

def no_byte_of_a_note_is_left_in_the_files_of_the_store(root):
    city = city_with(root, ("c1", "2009-03-04", "closed"))
    files = lambda: b"".join(p.read_bytes() for p in city.dir.glob("enforcement.db*"))
    assert b"Loose plaster" in files()
    status, said = retention(city, "violation", "--permission", "Supervisor of Records, No. 14", "--yes")
    assert status == 0 and b"Loose plaster" not in files(), said

def it_takes_a_permission_and_the_records_officer(root):
    city = city_with(root, *OLD)
    status, said = retention(city, "violation", "--yes")
    assert status == 2 and "--permission" in said, said
    status, said = retention(city, "violation", "--permission", "Supervisor of Records, No. 14", "--yes", who="privacy")
    assert status == 1 and rows(city, "select count(*) from finding") == [(3,)], said
    assert "the role of privacy@testham.example does not do that: records does" in said, said
    status, said = retention(city, "care-case", "--permission", "Supervisor of Records, No. 14", "--yes")
    assert status == 2 and "no class of the public record" in said, said

run(sys.modules[__name__])
