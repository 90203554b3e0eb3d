# SPDX-License-Identifier: Apache-2.0
"""served.py -- the demonstration city, served, for tests that ask it as its people would."""
import contextlib, json, signal, sqlite3, subprocess, urllib.error, urllib.parse, urllib.request, uuid
from city import PROGRAM

class Served:
    def __init__(self, at):
        self.data = at / "city"
        self.log = at / "server.log"
        self.process = subprocess.Popen([PROGRAM, "demo", "--json", "--port", "0", "--data", str(self.data)],
                                        stdout=subprocess.PIPE, stderr=self.log.open("wb"), text=True)
        said = json.loads(self.process.stdout.readline())
        self.url, self.accounts = said["url"], {a["role"]: a for a in said["accounts"]}
        self.tokens = {}

    def token(self, role):
        if role not in self.tokens:
            a = self.accounts[role]
            body = json.dumps({"email": a["email"], "password": a["password"]}).encode()
            ask = urllib.request.Request(self.url + "/api/v1/session", body, {"Content-Type": "application/json"})
            self.tokens[role] = json.load(urllib.request.urlopen(ask))["token"]
        return self.tokens[role]

    def ask(self, role, path, form=None):
        head = {"Authorization": "Bearer " + self.token(role), "Origin": self.url}
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, body, head)) as a:
                return a.status, a.read()
        except urllib.error.HTTPError as e:
            return e.code, e.read()

    def rows(self, store, query):
        with contextlib.closing(sqlite3.connect(self.data / f"{store}.db")) as db:
            return db.execute(query).fetchall()

    def inspections(self):
        return [str(uuid.UUID(bytes=r[0])) for r in self.rows("enforcement",
                "select id from inspection where state = 'signed' order by signed_at desc")]

@contextlib.contextmanager
def served(at):
    s = Served(at)
    try:
        yield s
    finally:
        s.process.send_signal(signal.SIGTERM)
        s.process.wait(20)
