# SPDX-License-Identifier: Apache-2.0
"""The public record by command, run as a person of the machine who can read the enforcement store and nothing
else of the city, while it is served."""
import contextlib, csv, os, shutil, sqlite3, subprocess, sys, tempfile
from datetime import date
from pathlib import Path
from city import PROGRAM
from sentences import run
from served import served

NOBODY = 65534
OTHERS = ("care.db", "registry.db", "photos.db", "/keys", "doorstep.conf")

class Parted:
    """A city whose enforcement store lies in a folder of its own, a group's."""
    def __init__(self, root, city):
        self.root, self.store, self.given = root, root / "rec/enforcement.db", root / "given"
        self.city, self.city_dir = city, root / "city"
        for path in (root / "rec", *(root / "rec").iterdir()):
            os.chown(path, 0, NOBODY)
            path.chmod(0o2770 if path.is_dir() else 0o660)

    def anew(self):
        """Nothing was given out yet."""
        shutil.rmtree(self.given, ignore_errors=True)
        self.given.mkdir()
        os.chown(self.given, NOBODY, NOBODY)
        self.rows("delete from release_file")
        return self

    def words(self, *words, out="a"):
        return ["export", "public-records", "--city", self.city, "--stores-enforcement", f"sqlite:{self.store}",
                "--out", str(self.given / out), *words]

    def export(self, *words, out="a", before=("setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY),
                                              "--clear-groups"), env=None):
        done = subprocess.run([*before, PROGRAM, *self.words(*words, out=out)], capture_output=True, text=True,
                              env={**os.environ, **(env or {})})
        return done.returncode, done.stdout, done.stderr

    def rows(self, query):
        with contextlib.closing(sqlite3.connect(self.store)) as db, db:
            return db.execute(query).fetchall()

    def cells(self, sheet, out="a"):
        with open(self.given / out / f"{sheet}.csv", newline="") as f:
            return list(csv.DictReader(f))

@contextlib.contextmanager
def parted(at):
    (at / "rec").mkdir()
    at.chmod(0o755)
    os.environ["DOORSTEP_STORES_ENFORCEMENT"] = f"sqlite:{at}/rec/enforcement.db"
    with served(at):
        del os.environ["DOORSTEP_STORES_ENFORCEMENT"]
        yield Parted(at, "harborview-a-demonstration-city")

def somebody_who_reads_the_inspections_alone_gives_out_the_record(root):
    p = CITY.anew()
    for name in ("", "care.db", "registry.db", "keys"):
        assert (p.city_dir / name).stat().st_mode & 0o077 == 0, name
    status, said, why = p.export("--address", "12 Lantern St", "--asker", "owner")
    assert (status, why) == (0, ""), why
    assert "of 3 properties" in said and "withheld (c): " in said, said
    sums = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=p.given / "a", capture_output=True)
    assert sums.returncode == 0 and sums.stdout.count(b": OK") == 12, sums
    assert {r["street"] for r in p.cells("property")} == {"Lantern St"}
    assert {r["number"] for r in p.cells("property")} == {"12"}
    visits = p.cells("inspection")
    assert visits and all(r["card_left"] == r["present"] == "[withheld (c)]" for r in visits), visits
    today = date.today().isoformat()
    assert all(r["state"] != "planned" or r["planned_day"] < today for r in visits)
    assert (p.given / "a").stat().st_mode & 0o777 == 0o700
    log = p.rows("select asker, made_by, lines, withheld, length(sha) from release_file")
    assert len(log) == 1 and log[0][0] == "owner" and log[0][1].startswith("cli:"), log
    assert log[0][3].startswith("c:") and log[0][4] == 32, log
    assert p.rows("select actor from audit where act = 'records.release' order by no desc")[0] == (log[0][1],)

def the_same_record_makes_the_same_files_and_each_is_logged(root):
    p = CITY.anew()
    for out in ("a", "b"):
        assert p.export("--whole-city", "--asker", "anybody", out=out)[0] == 0
    assert p.rows("select count(*) from release_file") == [(2,)]
    assert (p.given / "a/SHA256SUMS").read_bytes() == (p.given / "b/SHA256SUMS").read_bytes()

def no_other_file_of_the_city_is_opened_where_all_could_be(root):
    p = CITY.anew()
    trace = root / "trace"
    before = ("strace", "-f", "-e", "trace=%file", "-o", str(trace))
    status, _, why = p.export("--whole-city", "--asker", "occupant", before=before,
                              env={"ASAN_OPTIONS": "detect_leaks=0"})
    assert status == 0, why
    seen = trace.read_text()
    assert "enforcement.db" in seen and not [o for o in OTHERS if o in seen], seen

def a_wrong_word_gets_one_line_and_leaves_nothing(root):
    p = CITY.anew()
    someone = ("--asker", "owner")
    wrong = [(("--address", "Lantern St", *someone), "does not begin with a number"),
             (("--address", "999 Nowhere St", *someone), "no such address"),
             (("--whole-city", "--asker", "landlord"), "--asker must be anybody, owner or occupant"),
             (("--whole-city",), "say --asker"), (someone, "say --address"),
             (("--whole-city", *someone, "--from", "2026-02-30"), '--from "2026-02-30" is not a day'),
             (("--whole-city", *someone, "--from", "2026-02-02", "--to", "2026-01-01"), "--from is after --to"),
             (("--request", "12"), "no request's identifier"),
             (("--request", "01a20000-0000-7000-8000-00000000000b"), "there is no such request"),
             (("--request", "01a20000-0000-7000-8000-00000000000b", *someone), "says all that --asker would"),
             (("--whole-city", *someone, "--city", "elsewhere"), 'no city "elsewhere"')]
    for words, want in wrong:
        status, said, why = p.export(*words)
        assert status in (1, 2) and said == "" and want in why and why.count("\n") == 1, (words, said, why)
        assert not (p.given / "a").exists(), words
    (p.given / "full").mkdir()
    (p.given / "full/mine.txt").write_text("mine")
    os.chown(p.given / "full", NOBODY, NOBODY)
    for out, want in (("full", "not empty"), ("../city/a", "Permission denied"), ("no/a", "No such file")):
        status, said, why = p.export("--whole-city", *someone, out=out)
        assert status == 1 and want in why and why.count("\n") == 1, (out, why)
    assert os.listdir(p.given / "full") == ["mine.txt"]
    assert p.rows("select count(*) from release_file") == [(0,)]

def no_cell_is_a_formula(root):
    p = CITY.anew()
    p.rows("update finding set note = '=HYPERLINK(1)'")
    assert p.export("--whole-city", "--asker", "owner")[0] == 0
    notes = {r["note"] for r in p.cells("finding")}
    assert notes == {"'=HYPERLINK(1)"}, notes
    for sheet in (p.given / "a").glob("*.csv"):
        with open(sheet, newline="") as f:
            assert not [c for row in csv.reader(f) for c in row if c[:1] in ("=", "+", "-", "@", "\t")], sheet

if os.getuid() != 0 or shutil.which("setpriv") is None:
    print("skip: only root, with setpriv, becomes another person of the machine")
    sys.exit()
with tempfile.TemporaryDirectory() as folder, parted(Path(folder)) as CITY:
    run(sys.modules[__name__])
