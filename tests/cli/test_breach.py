# SPDX-License-Identifier: Apache-2.0
"""What somebody saw in some days, as files for the notice: who, what, when, and whose data of which classes."""
import contextlib, csv, sqlite3, sys, uuid
from city import furnished
from sentences import run

HEAD = ("external_id,received_at,closed_at,source,address,unit,urgency,referred_for,services_provided,prior_services,"
        "outcome,language,contacted_at")
ROWS = ["r-1,2025-03-01,2025-04-01,inspector,1 Main St,,routine,food;substance-use,food,no,connected-all,es,2025-03-02",
        "r-2,2025-03-02,2025-04-02,inspector,2 Main St,,routine,rent,rent,no,connected-all,en,2025-03-03"]

def after(at):
    """A city with two cases; ana saw the first one on 5 March, bo the second one on 9 March."""
    city = furnished(at)
    for name in ("ana", "bo"):
        assert city.run("user", "add", f"{name}@city.example", "--name", name.title(), "--role", "case-manager")[0] == 0
    rows = at / "rows.csv"
    rows.write_text("\n".join([HEAD, *ROWS]) + "\n")
    status, said = city.run("import", "referrals", rows)
    assert status == 0, said
    with contextlib.closing(sqlite3.connect(city.dir / "registry.db")) as db:
        code, = db.execute("select city from city").fetchone()
        who = dict(db.execute("select email, id from person"))
    with contextlib.closing(sqlite3.connect(city.dir / "care.db")) as db:
        cases = [c for c, in db.execute("select id from casefile order by received_day, id")]
        for case, name, day in zip(cases, ("ana", "bo"), ("2026-03-05", "2026-03-09")):
            db.execute("insert into seen (city, subject, person, day) values (?, ?, ?, ?)",
                       (code, case, who[f"{name}@city.example"], day))
        db.commit()
    return city

def packet(city, out, *words):
    status, said = city.run("breach", "--from", "2026-03-01", "--to", "2026-03-31", "--out", out, *words)
    assert status == 0, said
    return {f.name: list(csv.DictReader(f.open())) for f in out.iterdir()}

def one_persons_reads_and_nobody_elses(root):
    city = after(root)
    of = packet(city, root / "ana", "--person", "ana@city.example")
    assert [(r["day"], r["email"]) for r in of["reads.csv"]] == [("2026-03-05", "ana@city.example")], of
    assert len(of["residents.csv"]) == 1 and "care" in of["residents.csv"][0]["classes"], of
    assert of["reads.csv"][0]["record"] == of["residents.csv"][0]["case"]

def everybodys_without_a_person(root):
    city = after(root)
    of = packet(city, root / "all")
    assert {r["person"] for r in of["reads.csv"]} == {"Ana", "Bo"} and len(of["residents.csv"]) == 2, of

def days_outside_are_left_out(root):
    city = after(root)
    status, _ = city.run("breach", "--from", "2026-03-06", "--to", "2026-03-08", "--out", root / "none")
    assert status == 0 and (root / "none/reads.csv").read_text().count("\n") == 1

def an_agency_that_looked_is_named(root):
    city = after(root)
    with contextlib.closing(sqlite3.connect(city.dir / "care.db")) as db:
        code, case = db.execute("select city, id from casefile order by received_day, id").fetchone()
        agency, name = db.execute("select id, name from organization order by name").fetchone()
        sent, link = b"\1" * 16, b"\2" * 16
        db.execute("insert into referral (city, id, casefile, need, service, organization, consent, state, sent_at, sent_day,"
                   " reply_by, disclosed, rev) values (?, ?, ?, ?, ?, ?, ?, 'sent', 1, '2026-03-01', '2026-03-09', x'', 1)",
                   (code, sent, case, link, link, agency, link))
        db.execute("insert into seen (city, subject, person, day) values (?, ?, ?, '2026-03-06')", (code, sent, sent))
        db.commit()
    number = str(uuid.UUID(bytes=case))
    status, said = city.run("audit", "who-saw", number)
    assert status == 0 and f"2026-03-06  {name}, by its link\n" in said and "Ana, ana@city.example" in said, said
    rows, = city.said("audit", "who-saw", number)
    assert {"day": "2026-03-06", "name": name, "email": None, "agency": name} in rows, rows

def names_go_only_when_asked_for(root):
    city = after(root)
    assert list(packet(city, root / "plain")["residents.csv"][0]) == ["case", "classes"]
    assert "phone" in packet(city, root / "named", "--names")["residents.csv"][0]

def that_it_was_asked_for_is_written_down(root):
    city = after(root)
    packet(city, root / "first", "--person", "ana@city.example")
    with contextlib.closing(sqlite3.connect(city.dir / "care.db")) as db:
        assert db.execute("select count(*) from audit where act = 'breach'").fetchone() == (1,)
    assert city.run("audit", "verify")[0] == 0

def what_is_no_day_or_nobody_is_refused(root):
    city = after(root)
    status, said = city.run("breach", "--from", "March", "--to", "2026-03-31", "--out", root / "a")
    assert status == 2 and "not a day" in said, said
    status, said = city.run("breach", "--from", "2026-03-01", "--to", "2026-03-31", "--person", "x@y.example",
                            "--out", root / "b")
    assert status == 1 and "nobody here" in said and not (root / "b").exists(), said

run(sys.modules[__name__])
