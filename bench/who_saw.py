# SPDX-License-Identifier: Apache-2.0
"""who_saw.py DOORSTEP [ROWS] -- `audit who-saw CASE` and `breach` of one person's month, in a city
with one case and a few rows, and when its care store holds ROWS (1,000,000) audit rows and as many
rows of who saw whom.  Both are told, and their ratio.  The city is made in a new folder and removed."""
import hashlib, os, sqlite3, subprocess, sys, tempfile, time
from pathlib import Path

PROGRAM = sys.argv[1]
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
TIMES, PEOPLE, CASES = 5, 40, 20_000
HEAD = ("external_id,received_at,closed_at,source,address,unit,urgency,referred_for,services_provided,prior_services,"
        "outcome,language,contacted_at\n")

def run(*words):
    done = subprocess.run([PROGRAM, *map(str, words)], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise SystemExit(done.stdout)
    return done.stdout

def timed(*words):
    at = time.perf_counter()
    run(*words)
    return time.perf_counter() - at

def fill(care, code, people, cases):
    """Rows as the program writes them, but for the chain, which is not asked about here."""
    care.execute("pragma synchronous = off")
    no, = care.execute("select coalesce(max(no), 0) from audit").fetchone()
    day = lambda i: f"2026-{i % 12 + 1:02}-{i % 28 + 1:02}"
    hexed = lambda b: "-".join((b.hex()[:8], b.hex()[8:12], b.hex()[12:16], b.hex()[16:20], b.hex()[20:]))
    care.executemany("insert into audit (city, no, at, actor, act, subject, detail, sha) values (?, ?, ?, ?, ?, ?, null, ?)",
                     ((code, no + 1 + i, 1767225600000 + i * 31000, "user:" + hexed(people[i % PEOPLE]), "case.view",
                       "casefile:" + hexed(cases[i * 7919 % CASES]), b"\0" * 32) for i in range(ROWS)))
    care.executemany("insert or ignore into seen (city, subject, person, day) values (?, ?, ?, ?)",
                     ((code, cases[i * 7919 % CASES], people[i // 7 % PEOPLE], day(i // 280)) for i in range(ROWS)))
    care.execute("update head set audit_no = ?", (no + ROWS,))
    care.commit()
    return care.execute("select count(*) from audit").fetchone()[0], care.execute("select count(*) from seen").fetchone()[0]

def main(folder):
    data, rows = folder / "city", folder / "rows.csv"
    run("init", data, "--city", "Bench", "--timezone", "America/New_York")
    run("user", "add", "ana@city.example", "--name", "Ana", "--role", "case-manager", "--data", data)
    rows.write_text(HEAD + "r-1,2025-03-01,2025-04-01,inspector,1 Main St,,routine,food,food,no,connected-all,es,2025-03-02\n")
    run("import", "referrals", rows, "--data", data)
    with sqlite3.connect(data / "registry.db") as db:
        code, ana = db.execute("select city, id from person").fetchone()
    care = sqlite3.connect(data / "care.db")
    case, = care.execute("select id from casefile").fetchone()
    care.execute("insert into seen (city, subject, person, day) values (?, ?, ?, '2026-03-05')", (code, case, ana))
    care.commit()
    out = iter(range(1000))
    asks = {"who-saw": lambda: timed("audit", "who-saw", case.hex()[:8] + "-" + "-".join(
                (case.hex()[8:12], case.hex()[12:16], case.hex()[16:20], case.hex()[20:])), "--data", data),
            "breach": lambda: timed("breach", "--from", "2026-03-01", "--to", "2026-03-31", "--person", "ana@city.example",
                                    "--out", folder / f"out{next(out)}", "--data", data)}
    before = {k: min(ask() for _ in range(TIMES)) for k, ask in asks.items()}
    made = lambda word, n: [hashlib.sha256(f"{word}{i}".encode()).digest()[:16] for i in range(n)]
    people, cases = [ana, *made("p", PEOPLE - 1)], [case, *made("c", CASES - 1)]
    print("rows of audit, of seen:", *fill(care, code, people, cases), " load", os.getloadavg()[0])
    care.close()
    for k, ask in asks.items():
        took = min(ask() for _ in range(TIMES))
        print(f"{k}: {before[k] * 1000:.0f} ms -> {took * 1000:.0f} ms, ratio {took / before[k]:.2f}")

with tempfile.TemporaryDirectory() as at:
    main(Path(at))
