# SPDX-License-Identifier: Apache-2.0
"""who_saw_page.py DOORSTEP [ROWS] -- the privacy officer's page of who saw a case, over HTTP: in the demonstration
city as it is, and when its care store holds ROWS (1,000,000) audit rows more, of 20,000 other cases.  Both are told,
and their ratio.  The city is made in a new folder and removed."""
import hashlib, importlib.util, re, sqlite3, sys, tempfile
from pathlib import Path

ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
CASES, PEOPLE = 20_000, 40
spec = importlib.util.spec_from_file_location("today", Path(__file__).with_name("today.py"))
today = importlib.util.module_from_spec(spec)
spec.loader.exec_module(today)

def named(word, i):
    h = hashlib.sha256(f"{word}{i}".encode()).hexdigest()
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:32]))

def grow(folder):
    """Rows as the program writes them, but for the chain, which is not asked about here."""
    db = sqlite3.connect(f"{folder}/care.db", timeout=60)
    code, no = db.execute("select city, max(no) from audit group by city").fetchone()
    db.execute("begin immediate")
    db.executemany("insert into audit (city, no, at, actor, act, subject, detail, sha) values (?, ?, ?, ?, 'case.view', ?, null, ?)",
                   ((code, no + 1 + i, 1767225600000 + i * 31000, "user:" + named("p", i % PEOPLE),
                     "casefile:" + named("c", i * 7919 % CASES), b"\0" * 32) for i in range(ROWS)))
    db.execute("update head set audit_no = ?", (no + ROWS,))
    db.commit()
    return db.execute("select count(*) from audit").fetchone()[0]

def main(folder):
    city = today.City(folder)
    page, _ = city.ask("GET", "/cases")
    case = re.search(r'href="/cases/([0-9a-f-]{36})"', page).group(1)
    city.cookie = {}
    who = next(a for a in city.told["accounts"] if a["role"] == "privacy")
    city.cookie = {"Cookie": city.signed_in(who)}
    few = city.times(f"/who-saw/{case}")
    rows = grow(folder)
    many = city.times(f"/who-saw/{case}")
    print(f"rows of audit: {rows}; p50 {few[0]:.1f} -> {many[0]:.1f} ms, ratio {many[0] / few[0]:.2f}; "
          f"p99 {few[1]:.1f} -> {many[1]:.1f} ms")
    city.end()

with tempfile.TemporaryDirectory() as at:
    main(at + "/city")
