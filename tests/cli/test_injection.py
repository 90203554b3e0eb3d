# SPDX-License-Identifier: Apache-2.0
"""Every string of tests/trust/injections.txt, wherever it can lie, through what the command line gives out: no cell
runs, no row breaks, JSON is JSON, PDF is PDF, and no terminal is told to do anything."""
import contextlib, csv, io, json, re, sqlite3, subprocess, sys, uuid
from datetime import date
from city import PROJECT
from outputs import READ, outputs
from sentences import run
from served import served

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBER = re.compile(r"[+-]?\d[\d.,]*")
# What a terminal obeys: C0 but line ends, DEL, C1, and what turns the order of letters around.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
CSV_SAID = ("report evaluation", "report evaluation public")
# Where somebody's words lie whom the command line reads, past every check of a form.
TEXTS = {
    "registry": {"person": ("name", "phone"), "setting": ("value",)},
    "enforcement": {"finding": ("note", "place", "room", "variance"), "property": ("street", "unit", "place", "neighbourhood"),
                    "inspection": ("signed_name", "specialist_why", "card_reason", "unit"), "addendum": ("text",),
                    "more_time": ("reason", "refusal"), "extension": ("reason",), "inspection_request": ("wrong",)},
}
LINES = 300

def strings():
    lines = (PROJECT / "tests/trust/injections.txt").read_bytes().split(b"\n")
    lines = [l[2:] if l.startswith(b"#!") else l for l in lines if l and (l[:1] != b"#" or l.startswith(b"#!"))]
    raw = [re.sub(rb"\\(\\|x[0-9a-f]{2})", lambda m: b"\\" if m[1] == b"\\" else bytes([int(m[1][1:], 16)]), l) for l in lines]
    return [b.decode() for b in raw if b"\0" not in b and b.decode("utf-8", "ignore").encode() == b]

def people(db, all):
    """As many as there are strings, each of whom has seen the case."""
    one = db.execute("select * from person limit 1")
    names, row = [c[0] for c in one.description], list(one.fetchone())
    for n in range(len(all)):
        row[names.index("id")], row[names.index("email")] = uuid.uuid4().bytes, f"n{n}@city.example"
        db.execute(f"insert into person ({','.join(names)}) values ({','.join('?' * len(row))})", row)

def attack(s, all):
    for store, tables in TEXTS.items():
        with contextlib.closing(sqlite3.connect(s.data / f"{store}.db")) as db, db:
            if store == "registry":
                people(db, all)
            for table, columns in tables.items():
                where = " where name in ('department', 'office_phone')" if table == "setting" else ""
                for i, (row,) in enumerate(db.execute(f"select rowid from {table}{where}").fetchall()):
                    for n, column in enumerate(columns):
                        with contextlib.suppress(sqlite3.IntegrityError):
                            db.execute(f"update {table} set {column} = ? where rowid = ?", (all[(i * len(columns) + n) % len(all)], row))

def looked_at(s, case):
    ids = [i for i, in s.rows("registry", "select id from person")]
    city, = s.rows("registry", "select city from city")[0]
    with contextlib.closing(sqlite3.connect(s.data / "care.db")) as db, db:
        db.executemany("insert or ignore into seen (city, subject, person, day) values (?, ?, ?, ?)",
                       [(city, uuid.UUID(case).bytes, i, str(date.today())) for i in ids])

def csv_fault(data):
    text = data.decode().removeprefix("\ufeff")
    rows = [r for r in csv.reader(io.StringIO(text, newline=""), strict=True) if r]
    if len({len(r) for r in rows}) > 1:
        return "a row that broke"
    loose = re.sub(r'"(?:[^"]|"")*"', "", text) # a cell without quotes is cut at these too
    cells = [c for r in rows for c in r] + re.split(r"[,;\t\r\n]+", loose)
    return next((f"a cell that runs: {c[:40]!r}" for c in cells if c.startswith(RUNS) and not NUMBER.fullmatch(c)), None)

def json_fault(data):
    text, at = data.decode().strip(), 0
    while at < len(text):
        _, at = json.JSONDecoder().raw_decode(text, at)
        at += len(text[at:]) - len(text[at:].lstrip())

def fault_of(where, data):
    command, what = where
    if what.endswith(".csv"):
        return csv_fault(data)
    if what.endswith(".pdf"):
        return None if subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True).returncode == 0 else "no PDF"
    if command == "backup" and not what.startswith("said"):
        return None
    said = data.decode()
    if m := OBEYED.search(said.replace("\r\n", "\n") if command in CSV_SAID else said):
        return f"a terminal obeys {said[max(m.start() - 40, 0):m.end() + 20]!r}"
    return csv_fault(data) if command in CSV_SAID and what == "said" else None

def no_string_does_anything_in_what_a_command_gives_out(root):
    all = strings()
    assert len(all) > 450, len(all)
    with served(root) as s:
        attack(s, all)
        case = str(uuid.UUID(bytes=s.rows("care", "select id from casefile order by id")[0][0]))
        looked_at(s, case)
        rows = io.StringIO()
        csv.writer(rows).writerows([["number", "outcome", "date", "note"]] + [[x] * 4 for x in all[:LINES]])
        (root / "in").write_text(rows.getvalue(), newline="")
        (root / "in.folder").mkdir()
        found = outputs(s, root, {"case": case, "in": str(root / "in")})
    faults = {where: fault for where, data in found.items() if (fault := fault_of(where, data))}
    assert not faults, "\n".join(f"{k}: {v}" for k, v in faults.items())
    said = b"".join(found.values())
    assert sum(x.encode() in said for x in all if x.isalnum()) > 3 and len(found) > 60, len(found)

def what_would_do_something_is_seen(root):
    for data in (b'a,b\n"=1",2\n', b"a;=1\n", b"a,b\n1\n", "a\n\uff1d1\n".encode()):
        assert csv_fault(data), data
    assert not csv_fault(b'a,b\n"x;=1",-5.2\n') and fault_of(("a", "said"), b"\x1b[2J") and fault_of(("a", "said"), "\x9b2J".encode())

run(sys.modules[__name__])
