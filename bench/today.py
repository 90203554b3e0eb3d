# SPDX-License-Identifier: Apache-2.0
"""today.py DOORSTEP [REFERRALS] -- a case manager's Today and one case of hers, over HTTP: in the
demonstration city as it is, and when its care store holds REFERRALS (1,000,000) referrals of
cases long closed.  Both are told, and their ratio.  The city is made in a new folder and removed."""
import http.client, json, re, signal, sqlite3, subprocess, sys, tempfile, time, urllib.parse
from pathlib import Path

PROGRAM = sys.argv[1]
REFERRALS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
ASKED, WARM, EACH = 600, 50, 3  # requests that count, before them, referrals a case
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

class City:
    def __init__(self, folder):
        self.server = subprocess.Popen([PROGRAM, "demo", "--json", "--port", "0", "--data", folder],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.told = json.loads(self.server.stdout.readline())
        at = urllib.parse.urlsplit(self.told["url"])
        self.line = http.client.HTTPConnection(at.hostname, at.port)
        self.cookie = {}
        who = next(a for a in self.told["accounts"] if a["role"] == "case-manager")
        self.cookie = {"Cookie": self.signed_in(who)}

    def signed_in(self, who):
        page, head = self.ask("GET", "/sign-in")
        csrf = re.search(r'name="csrf" value="([^"]*)"', page)
        form = {"email": who["email"], "password": who["password"]}
        if csrf:
            form["csrf"] = csrf.group(1)
        crumb = head.get("Set-Cookie", "").split(";")[0]
        _, head = self.ask("POST", "/sign-in", urllib.parse.urlencode(form),
                           {**FORM, "Cookie": crumb, "Origin": self.told["url"]})
        return head["Set-Cookie"].split(";")[0]

    def ask(self, method, path, body=None, more=None):
        self.line.request(method, path, body, {**self.cookie, **(more or {})})
        r = self.line.getresponse()
        page = r.read().decode()
        if r.status >= 400:
            raise SystemExit(f"{method} {path}: {r.status}")
        return page, r.headers

    def times(self, path):
        ms = []
        for _ in range(WARM + ASKED):
            since = time.perf_counter()
            self.ask("GET", path)
            ms.append((time.perf_counter() - since) * 1000)
        ms = sorted(ms[WARM:])
        return ms[len(ms) // 2], ms[len(ms) * 99 // 100]

    def measure(self):
        today, _ = self.ask("GET", "/cases")
        case = re.search(r'href="(/cases/[0-9a-f-]{36})"', today).group(1)
        return {"Today": self.times("/cases"), "a case": self.times(case)}

    def end(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait()

def grow(folder):
    """Closed cases and their referrals, as copies of those that are there, over five years."""
    db = sqlite3.connect(f"{folder}/care.db", isolation_level=None)
    db.execute("pragma foreign_keys = off")
    names = {t: [c[1] for c in db.execute(f"pragma table_info({t})")]
             for t in ("casefile", "case_need", "referral")}
    n = REFERRALS // EACH
    db.execute("begin")
    db.execute("create temp table many as with recursive c(i) as (select 0 union all select i + 1 "
               f"from c where i + 1 < {n}) select i, randomblob(16) as id, randomblob(16) as need from c")
    old = "(1 + many.i % 1800)"
    change = {
        "casefile": {"id": "many.id", "state": "'closed'", "next_day": "null", "external_id": "null",
                     "received_at": f"received_at - {old} * 86400000", "received_day": f"received_day - {old}",
                     "closed_day": f"received_day - {old} + 1", "closed_at": f"received_at - {old} * 86400000"},
        "case_need": {"id": "many.need", "casefile": "many.id", "state": "'met'"},
        "referral": {"id": "randomblob(16)", "casefile": "many.id", "need": "many.need", "state": "'ended'",
                     "noticed_at": "coalesce(noticed_at, answered_at, 1)", "until_day": "null",
                     "sent_day": f"sent_day - {old}", "sent_at": f"sent_at - {old} * 86400000"}}
    for table, new in change.items():
        have = [r[0] for r in db.execute(f"select rowid from {table}")]
        db.execute("create temp table source as select rowid as of, row_number() over () - 1 as k "
                   f"from {table}")
        times = EACH if table == "referral" else 1
        for k in range(times):
            what = ", ".join(new.get(c, "t." + c) for c in names[table])
            db.execute(f"insert into {table} ({', '.join(names[table])}) select {what} from many "
                       f"join source s on s.k = (many.i + {k}) % {len(have)} join {table} t on t.rowid = s.of")
        db.execute("drop table source")
    db.execute("commit")
    (total,) = db.execute("select count(*) from referral").fetchone()
    db.close()
    return total

def main():
    with tempfile.TemporaryDirectory() as folder:
        city = City(folder + "/city")
        few = city.measure()
        city.end()
        total = grow(folder + "/city")
        city = City(folder + "/city")
        many = city.measure()
        city.end()
    for page in few:
        (a, b), (c, d) = few[page], many[page]
        print(f"{page}: p50 {a:.1f} -> {c:.1f} ms, p99 {b:.1f} -> {d:.1f} ms at {total:,} referrals, "
              f"ratio of p50 {c / a:.2f}, of p99 {d / b:.2f}")

if __name__ == "__main__":
    main()
