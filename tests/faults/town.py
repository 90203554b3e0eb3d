# SPDX-License-Identifier: Apache-2.0
"""town.py -- a demonstration city served by the real program, and what tests of crowds say
to it byte by byte.  Waiting has deadlines only so that a broken server ends the test."""
import json, os, resource, shutil, socket, subprocess, sys, tempfile, time

WATCHDOG_S = 120

def may_open(files):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(files, hard), hard))

class Town:
    """limit: of open files, for the server alone."""
    def __init__(self, program, limit=None):
        self.dir = tempfile.mkdtemp(prefix="doorstep-crowd-", dir="/dev/shm")
        def before():
            if limit:
                resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
        self.server = subprocess.Popen(
            [program, "demo", "--json", "--data", self.dir + "/city", "--port", "0"],
            stdout=subprocess.PIPE, stderr=open(self.dir + "/said", "wb"), preexec_fn=before)
        line = self.server.stdout.readline()
        if not line:
            sys.exit("the server said nothing: " + self.said())
        self.about = json.loads(line)
        self.port = int(self.about["url"].rsplit(":", 1)[1].strip("/"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.kill()
        self.server.wait()
        shutil.rmtree(self.dir)

    def said(self):
        return open(self.dir + "/said", errors="replace").read()

    def alive(self):
        return self.server.poll() is None

    def cpu_s(self):
        fields = open(f"/proc/{self.server.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def files(self):
        return len(os.listdir(f"/proc/{self.server.pid}/fd"))

    def dial(self, small=False):
        s = socket.socket()
        if small:  # a reader that takes little at a time
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.settimeout(WATCHDOG_S)
        s.connect(("127.0.0.1", self.port))
        return s

    def ask(self, text, s=None):
        """The one answer to a request, over a connection of its own unless given one."""
        own = s is None
        s = s or self.dial()
        try:
            s.sendall(text if isinstance(text, bytes) else text.encode())
            return Answer(s)
        finally:
            if own:
                s.close()

    def get(self, path="/healthz", s=None):
        return self.ask(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n", s)

    def post_json(self, path, value, token=None, s=None):
        body = json.dumps(value)
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        return self.ask(f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{bearer}"
                        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}", s)

    def sign_in(self, role):
        who = next(a for a in self.about["accounts"] if a["role"] == role)
        answer = self.post_json("/api/v1/session", {"email": who["email"], "password": who["password"]})
        return json.loads(answer.body)["token"]

class Answer:
    """status 0: the connection ended without one; rest: what came behind it already."""
    def __init__(self, s, had=b""):
        data, self.status, self.headers, self.body, self.rest = had, 0, {}, b"", b""
        try:
            while b"\r\n\r\n" not in data:
                part = s.recv(65536)
                if not part:
                    return
                data += part
            head, data = data.split(b"\r\n\r\n", 1)
            lines = head.decode("latin-1").split("\r\n")
            self.headers = {k.lower(): v.strip() for k, v in (l.split(":", 1) for l in lines[1:])}
            length = int(self.headers.get("content-length", 0))
            while len(data) < length:
                part = s.recv(65536)
                if not part:
                    return
                data += part
            self.status, self.body, self.rest = int(lines[0].split()[1]), data[:length], data[length:]
        except ConnectionError:
            pass

def run(tests):
    """Each test is a sentence; prints a line a test and exits with how many failed."""
    bad = 0
    for test in tests:
        name = test.__name__.replace("_", " ")
        began = time.monotonic()
        try:
            test()
            print(f"ok   {name} ({time.monotonic() - began:.1f} s)", flush=True)
        except Exception as e:  # a broken connection fails its test, not the others
            bad += 1
            print(f"FAIL {name}: {type(e).__name__} {e}", flush=True)
    sys.exit(bad > 0)
