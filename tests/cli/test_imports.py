# SPDX-License-Identifier: Apache-2.0
"""What other systems' files become, and what is said of rows that cannot be taken."""
import sqlite3, sys
from city import City, PROJECT, SHARED, doorstep
from sentences import run, write

ADDRESSES = """LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH
-71.03,42.39,1-11,Erie St,,Testham,,MA,02150,a1,
-71.03,42.39,12 1/2,Erie St,2,Testham,,MA,02150,a2,
-71.03,42.39,,Erie St,2,Testham,,MA,02150,a3,
900,42.39,14,Erie St,2,Testham,,MA,02150,a4,
"""
VIOLATIONS = """case,id,observed,state,code,note,number,street,unit,place,region,postcode
c1,v1,2022-03-04 10:00:00,open,410.500,Loose plaster,7,Erie St,,Testham,MA,02150
c1,v2,2022-03-04 10:00:00,closed,410.482,No alarm,7,Erie St,,Testham,MA,02150
c2,v3,2022-03-05,open,410.500,Loose plaster,5000 X,,,Testham,MA,02150
"""
HISTORY = ("external_id,received_at,closed_at,source,address,unit,urgency,referred_for,services_provided,"
           "prior_services,outcome,language,contacted_at\n"
           "r1,2021-03-15,2021-04-02,inspector,3 Erie St,,today,food;rent,food,no,connected-all,es,2021-03-16\n"
           "r2,2021-03-20,,inspector,9 Nowhere Ln,,routine,fuel,,unknown,open,en,\n"
           "r3,2021-03-40,,inspector,3 Erie St,,routine,fuel,,unknown,open,en,\n"
           "r4,2021-03-20,,inspector,3 Erie St,,routine,gold,,unknown,open,en,\n")

def counts(report):
    return report["accepted"], report["unchanged"], report["refused"]

def lines_refused(report):
    return [r["line"] for r in report["refusals"]]

def rows(city, store, sql):
    with sqlite3.connect(f"file:{city.dir}/{store}.db?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()

def taken(root, what, text, *more):
    """The report of a first and of a second run."""
    city = City(root)
    write(root, {"f.csv": text})
    words = ("import", what, root / "f.csv", *more)
    return city, city.said(*words)[0], city.said(*words)[0]

def addresses_keep_ranges_and_halves_and_name_the_rows_they_refuse(root):
    city, first, second = taken(root, "addresses", ADDRESSES)
    assert counts(first) == (2, 0, 2) and lines_refused(first) == [4, 5], first
    assert "number is missing" in first["refusals"][0]["reason"], first
    assert counts(second) == (0, 2, 2), second
    houses = rows(city, "enforcement", "select number, number_low, number_high, unit from property order by number_low")
    assert [h[0] for h in houses] == ["1-11", "12 1/2"] and houses[0][1] < houses[0][2], houses

def a_dry_run_says_the_same_and_writes_nothing(root):
    city = City(root)
    write(root, {"f.csv": ADDRESSES})
    said = city.said("import", "addresses", root / "f.csv", "--dry-run")[0]
    assert counts(said) == (2, 0, 2) and said["dry_run"], said
    assert rows(city, "enforcement", "select count(*) from property") == [(0,)]

def violations_of_a_case_become_one_visit_with_its_findings(root):
    city, first, second = taken(root, "violations", VIOLATIONS, "--map", write_map(root))
    assert counts(first) == (2, 0, 1) and lines_refused(first) == [4], first
    assert counts(second) == (0, 2, 1), second
    assert rows(city, "enforcement", "select kind, state from inspection") == [("imported", "closed")]
    assert rows(city, "enforcement", "select state from finding order by state") == [("closed",), ("open",)]

def write_map(folder):
    write(folder, {"m.map": 'library = "105-cmr-410:before-2023"\n'})
    return folder / "m.map"

def a_violations_time_is_the_citys_and_one_that_is_none_is_refused(root):
    text = VIOLATIONS[:VIOLATIONS.index("c1")] + "\n".join(
        f"c1,v1,2023-03-12 {t},open,410.500,x,7,Erie St,,Testham,MA,02150" for t in ("06:30:00", "4:00 pm", "-1:-5"))
    city, first, _ = taken(root, "violations", text, "--map", write_map(root))
    assert lines_refused(first) == [3, 4], first
    assert rows(city, "enforcement", "select observed_at from finding") == [(1678617000000,)]  # 10:30 UTC

def a_violation_that_was_closed_since_is_closed_here(root):
    city, _, _ = taken(root, "violations", VIOLATIONS, "--map", write_map(root))
    write(root, {"f.csv": VIOLATIONS.replace("10:00:00,open", "10:00:00,closed")})
    said = city.said("import", "violations", root / "f.csv", "--map", root / "m.map")[0]
    assert counts(said) == (1, 1, 1), said
    assert rows(city, "enforcement", "select distinct state from finding") == [("closed",)]

def a_history_is_taken_with_unknown_addresses_and_without_unknown_words(root):
    city, first, second = taken(root, "referrals", HISTORY)
    assert counts(first) == (2, 0, 2) and lines_refused(first) == [4, 5], first
    assert '"gold" is not one of' in first["refusals"][1]["reason"], first
    assert counts(second) == (0, 2, 2), second
    assert rows(city, "care", "select kind, state, close_reason from casefile order by external_id")[0] == \
        ("imported", "closed", "connected-all")
    assert rows(city, "care", "select count(*) from address_queue") == [(2,)] # the register is empty

def what_a_history_says_of_a_person_stands_nowhere_in_clear(root):
    city, _, _ = taken(root, "referrals", HISTORY)
    for store in ("care", "enforcement", "registry", "photos"):
        assert b"Nowhere Ln" not in (city.dir / f"{store}.db").read_bytes(), store
        wal = city.dir / f"{store}.db-wal"
        assert not wal.exists() or b"Nowhere Ln" not in wal.read_bytes(), store

def a_directory_is_the_same_after_a_second_run(root):
    city = City(root)
    folder = PROJECT / "data/demo/directory"
    first, second = (city.said("import", "directory", folder) for _ in range(2))
    assert first[0]["accepted"] > 0 and all(r["refused"] == 0 for r in first), first
    assert all(r["accepted"] == 0 for r in second), second

def a_service_with_several_numbers_keeps_its_first(root):
    city = City(root)
    org, service = "0190e1c5-0000-7000-8000-000000000001", "0190e1c5-0000-7000-8000-000000000002"
    write(root, {"d/organizations.csv": f"id,name,description\n{org},Pantry,Food\n",
                 "d/services.csv": f"id,organization_id,name,status\n{service},{org},Groceries,active\n",
                 "d/phones.csv": f"id,service_id,number\n1,{service},617-555-0001\n2,{service},617-555-0002\n3,,617-555-0003\n"})
    for expected in ((1, 2, 0), (0, 3, 0)):
        assert counts(city.said("import", "directory", root / "d")[2]) == expected
    assert rows(city, "care", "select phone from service") == [("617-555-0001",)]

def a_file_that_is_not_such_a_file_is_refused_whole(root):
    city = City(root)
    write(root, {"f.csv": "a,b\n1,2\n"})
    for what in ("addresses", "violations", "referrals"):
        status, said = city.run("import", what, root / "f.csv")
        assert status == 1 and "the column" in said and "nothing was taken" in said, said
    status, said = city.run("import", "addresses", root / "gone.csv")
    assert status == 1 and "cannot read" in said, said

def a_row_that_is_not_utf8_is_named_and_the_others_are_taken(root):
    city = City(root)
    (root / "f.csv").write_bytes(ADDRESSES.splitlines(True)[0].encode() + b"-71,42,3,Caf\xe9 St,,T,,MA,02150,b,\n"
                                 + b"-71,42,5,Elm St,,T,,MA,02150,c,\n")
    said = city.said("import", "addresses", root / "f.csv")[0]
    assert counts(said) == (1, 0, 1) and lines_refused(said) == [2], said

def a_command_that_misses_something_says_what(root):
    for words, missing in ((("import", "addresses"), "too few"), (("import", "addresses", "x"), "--data"),
                           (("init", root / "c"), "--city"), (("import", "addresses", "x", "--colour"), "--colour")):
        status, said = doorstep(*words)
        assert status == 2 and missing in said and said.count("\n") == 1, (words, said)

def real_files_of_a_city_and_a_county_are_taken_and_change_nothing_twice(root):
    if not SHARED.exists():
        print("skip real files: there is no shared/data on this machine")
        return
    city = City(root)
    for words in (("addresses", SHARED / "addresses/boston.csv"),
                  ("violations", SHARED / "boston-violations/boston_housing_violations.csv",
                   "--map", PROJECT / "data/maps/boston-violations.map"),
                  ("directory", SHARED / "directory-san-mateo")):
        first, second = (city.said("import", *words) for _ in range(2))
        assert all(r["refused"] == 0 for r in first) and first[0]["accepted"] > 1000, first
        assert all(r["accepted"] == 0 for r in second), second

run(sys.modules[__name__])
