# SPDX-License-Identifier: Apache-2.0
"""crowd.py DOORSTEP CROWD -- what a crowd costs those who behave, as ratios within one run:
normal requests alone, with the crowd, alone, with the crowd ...; then five times more work
than the server can do.  Server, crowd and those who measure share this machine's cores."""
import socket, sqlite3, subprocess, sys, time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/faults"))
from town import Town, may_open

GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
ROUNDS, ASKED, PAUSE_S = 4, 400, 0.005
PROGRAM, CROWD = sys.argv[1:3]

def several(port, n):
    return [socket.create_connection(("127.0.0.1", port)) for _ in range(n)]

def idle(port, n):
    held = several(port, n)
    for s in held:
        s.sendall(GET)
    yield held
    while True:
        yield time.sleep(1)

def drip(port, n):
    held = several(port, n)
    for s in held:
        s.sendall(GET[:-2] + b"X: ")
    while True:
        for i, s in enumerate(held):
            try:
                s.sendall(b"a")
            except OSError:  # cut: the next one comes
                s.close()
                held[i] = several(port, 1)[0]
                held[i].sendall(GET[:-2] + b"X: ")
        yield time.sleep(0.2)

def hardly_read(port, n):
    held = []
    for _ in range(n):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect(("127.0.0.1", port))
        s.sendall(b"GET /field/en HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
        held.append(s)
    while True:
        yield time.sleep(0.2)
        for s in held:
            s.recv(1024)

CROWDS = {f.__name__: f for f in (idle, drip, hardly_read)}

def stand_around(kind, port, n):
    """The second process."""
    may_open(19000)
    crowd = CROWDS[kind](int(port), int(n))
    next(crowd)
    print("here", flush=True)
    for _ in crowd:
        pass

def times(town):
    """Of normal requests, in ms: pages that read a store, each fourth over a new connection."""
    ms, s = [], town.dial()
    for n in range(ASKED):
        began = time.perf_counter()
        if n % 4 == 0:
            s.close()
            s = town.dial()
        assert town.get("/cases" if n % 2 else "/sign-in", s).status in (200, 401)
        ms.append((time.perf_counter() - began) * 1000)
        time.sleep(PAUSE_S)
    s.close()
    return ms

def part(ms, share):
    return sorted(ms)[int(len(ms) * share)]

def settle(town):
    """What the crowd asked for at first is done."""
    for _ in range(20):
        before = town.cpu_s()
        time.sleep(0.25)
        if town.cpu_s() - before < 0.05:
            return

def ratio(what, town, kind, n):
    alone, among = [], []
    for _ in range(ROUNDS):
        alone += times(town)
        crowd = subprocess.Popen([sys.executable, __file__, "stand", kind, str(town.port), str(n)],
                                 stdout=subprocess.PIPE)
        crowd.stdout.readline()
        settle(town)
        before, began = town.cpu_s(), time.monotonic()
        among += times(town)
        busy = (town.cpu_s() - before) / (time.monotonic() - began)
        crowd.kill()
        crowd.wait()
    print(f"{what:34} p50 {part(alone, .5):6.2f} -> {part(among, .5):6.2f} ms ({part(among, .5) / part(alone, .5):.2f})   "
          f"p99 {part(alone, .99):6.2f} -> {part(among, .99):6.2f} ms ({part(among, .99) / part(alone, .99):.2f})   "
          f"server {busy:.2f} cores", flush=True)

def send(town, token, rate, seconds, lines, run):
    out = subprocess.run([CROWD, *map(str, (town.port, token, rate, seconds, lines, run))],
                         check=True, stdout=subprocess.PIPE, text=True).stdout.split("\n")
    return [[float(x) for x in line.split()] for line in out if line and line[0].isdigit()]

def total(rows, column):
    return int(sum(row[column] for row in rows))

def overload(town):
    token = town.sign_in("inspector")
    able = total(send(town, token, 40000, 4, 64, "01"), 1) // 4
    calm = send(town, token, able // 3, 5, 256, "02")
    over = send(town, token, able * 5, 10, 14000, "03")
    after = send(town, token, able // 3, 15, 256, "04")
    db = sqlite3.connect(town.dir + "/city/photos.db")
    for rows, run in ((over, "03"), (after, "04")):
        stored = db.execute("select count(*) from photo where hex(sha256) like ?", (run + "%",)).fetchone()[0]
        assert stored == total(rows, 1), (stored, total(rows, 1))
    limit = 2 * max(row[6] for row in calm)
    back = next((n for n, row in enumerate(after) if row[2] == 0 and row[6] <= limit), None)
    sent = total(over, 0)
    print(f"able {able}/s; offered {able * 5}/s for 10 s: sent {sent}, 200 {total(over, 1)}, 503 {total(over, 2)} "
          f"({100 * total(over, 2) / sent:.0f} %), other {total(over, 3)}, no connection left {total(over, 4)}; "
          f"p99 of the accepted {max(row[6] for row in over):.0f} ms\n"
          f"stored: exactly what was answered 200; a third of the load, before: p99 {max(row[6] for row in calm):.2f} ms, "
          f"after: {', '.join(f'{row[6]:.2f}' for row in after[:5])} ms, 503 {total(after, 2)}; "
          f"back to normal after {back} s")

if PROGRAM == "stand":
    stand_around(*sys.argv[2:])
else:
    may_open(4000)
    with Town(PROGRAM) as town:
        ratio("10,000 idle", town, "idle", 10000)
        ratio("500 dripped heads", town, "drip", 500)
        ratio("300 slow readers", town, "hardly_read", 300)
    with Town(PROGRAM, limit=256) as town:
        ratio("300 idle for 256 descriptors", town, "idle", 300)
    with Town(PROGRAM) as town:
        overload(town)
