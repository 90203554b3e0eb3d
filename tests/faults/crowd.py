# SPDX-License-Identifier: Apache-2.0
"""crowd.py DOORSTEP -- more clients than there is room for, and such as take their time:
whoever behaves is answered all the same.  DOORSTEP_LONG=1: 10,000 idle instead of 2,000.
Deadlines are the server's own; none is a measure of speed."""
import os, socket, subprocess, sys, time, uuid
from town import Answer, Town, WATCHDOG_S, may_open, run

IDLE = 10000 if os.environ.get("DOORSTEP_LONG") else 2000
HEAD = "POST /api/v1/sync HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n"

def idle(port, n):
    """The second process: each asks once, then sits there until stdin ends."""
    may_open(n + 100)
    held = [socket.create_connection(("127.0.0.1", port), WATCHDOG_S) for _ in range(n)]
    for s in held:
        s.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    print(sum(Answer(s).status == 200 for s in held), flush=True)
    sys.stdin.read()

def all_is_well(times=20):
    assert town.alive(), town.said()[-500:]
    for _ in range(times):
        assert town.get("/sign-in").status == 200

def without_descriptors_it_neither_falls_nor_spins():
    with Town(sys.argv[1], limit=64) as small:
        token = small.sign_in("inspector")
        crowd = [small.dial() for _ in range(100)]
        for _ in range(20):
            assert small.get("/sign-in").status == 200
        before = small.cpu_s()
        time.sleep(3)
        spent = small.cpu_s() - before
        assert spent < 1, f"{spent} s of processor in 3 s of nothing to do"
        crowd += [small.dial() for _ in range(100)]
        assert small.post_json("/api/v1/sync", {"device": str(uuid.uuid4()), "now": 0, "ops": [], "cursor": ""},
                               token).status == 200
        assert small.alive() and small.files() <= 64, small.files()
        for s in crowd:
            s.close()
        for _ in range(50):
            assert small.get("/sign-in").status == 200
        assert "resource limit" not in small.said()

def who_only_sits_there_is_in_nobodys_way():
    others = subprocess.Popen([sys.executable, __file__, "idle", str(town.port), str(IDLE)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert int(others.stdout.readline()) == IDLE
        assert town.files() > IDLE
        all_is_well(200)
        assert town.files() > IDLE  # nobody was cut for it
    finally:
        others.communicate()
    all_is_well()

def who_drips_is_cut_and_who_is_merely_slow_is_served():
    heads, bodies, steady = ([town.dial() for _ in range(n)] for n in (60, 60, 5))
    for s in heads:
        s.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ")
    for s in bodies:
        s.sendall(HEAD.format(100000).encode())
    for s in steady:
        s.sendall(HEAD.format(36000).encode())
    left, sent, until = heads + bodies, 0, time.monotonic() + WATCHDOG_S
    while left or sent < 36000:
        assert time.monotonic() < until, f"{len(left)} were never cut"
        left = [s for s in left if drips(s)]
        if sent < 36000:  # 1,000 bytes a second, for longer than a body may stall
            for s in steady:
                s.sendall(b"x" * 1000)
            sent += 1000
        assert town.get().status == 200
        time.sleep(1)
    assert [Answer(s).status for s in steady] == [401] * len(steady)
    for s in heads + bodies + steady:
        s.close()

def drips(s):
    """False once the server has hung up."""
    try:
        s.sendall(b"a")
        s.setblocking(False)
        return s.recv(1) != b""
    except BlockingIOError:
        return True
    except ConnectionError:
        return False
    finally:
        s.settimeout(WATCHDOG_S)

def who_does_not_read_is_in_nobodys_way():
    times, text = 60, "GET /field/en HTTP/1.1\r\nHost: localhost\r\n\r\n"
    readers = [town.dial(small=True) for _ in range(50)]
    for s in readers:
        s.sendall((text * times).encode())
    all_is_well(100)
    whole = town.ask(text).body
    for s in readers[::10]:  # and gets everything in the end
        rest = b""
        for _ in range(times):
            answer = Answer(s, rest)
            assert answer.status == 200 and answer.body == whole
            rest = answer.rest
    for s in readers:
        s.close()

def answers_come_in_the_order_of_the_requests():
    s, rest = town.dial(), b""
    words = ["/healthz", "/nonesuch", "/cases"] * 100
    s.sendall("".join(f"GET {w} HTTP/1.1\r\nHost: localhost\r\n\r\n" for w in words).encode())
    for word in words:
        answer = Answer(s, rest)
        assert answer.status == {"/healthz": 200, "/nonesuch": 404, "/cases": 401}[word], (word, answer.status)
        rest = answer.rest
    s.close()

def who_hangs_up_is_in_nobodys_way():
    for text in (HEAD.format(50000) + "{", HEAD.format(50000), "GET /field/en HTTP/1.1\r\n",
                 "GET /field/en HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20):
        for _ in range(200):
            s = town.dial()
            s.sendall(text.encode())
            s.close()
    all_is_well()

def nobody_leaves_anything_behind():
    """The library may miss who hangs up right behind the start of a body, until its time is over."""
    until = time.monotonic() + WATCHDOG_S
    while town.files() > at_rest + 12:  # more readers of the stores than at first
        assert time.monotonic() < until, f"{town.files()} files, {at_rest} at first"
        all_is_well(1)

if sys.argv[1] == "idle":
    idle(int(sys.argv[2]), int(sys.argv[3]))
else:
    may_open(4000)
    with Town(sys.argv[1]) as town:
        all_is_well()
        at_rest = town.files()
        run([without_descriptors_it_neither_falls_nor_spins, who_only_sits_there_is_in_nobodys_way,
             who_does_not_read_is_in_nobodys_way, answers_come_in_the_order_of_the_requests,
             who_hangs_up_is_in_nobodys_way, who_drips_is_cut_and_who_is_merely_slow_is_served,
             nobody_leaves_anything_behind])
