# SPDX-License-Identifier: Apache-2.0
"""jam.py DOORSTEP -- the store is busy with another program's long write, and more phones
send than may wait."""
import json, sqlite3, sys, time, uuid
from town import Answer, Town, WATCHDOG_S, may_open, run

JAM = 2200  # more than one batch and all that may wait

def a_jam_is_told_at_once_and_nothing_of_the_refused_is_done():
    token, db = town.sign_in("inspector"), sqlite3.connect(town.dir + "/city/enforcement.db", isolation_level=None)
    house = str(uuid.UUID(bytes=db.execute("select id from property limit 1").fetchone()[0]))
    def made_up(kind, n):
        return uuid.UUID(int=(0x018F << 112) | (0x7000 + kind << 64) | (0x8 << 60) | n)
    def visit(n):
        now, data = int(time.time() * 1000), {"inspection": str(made_up(1, n)), "property": house, "unit": "2",
            "kind": "complaint", "occupancy": "vacant", "present": ["nobody"]}
        return {"device": str(made_up(2, 1)), "now": now, "cursor": "", "ops": [
            {"id": str(made_up(0, n)), "seq": 1, "kind": "inspection.start", "at": now, "data": data}]}
    def send(n, s):
        body = json.dumps(visit(n))
        s.sendall(f"POST /api/v1/sync HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                  f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
    def stored():
        return {row[0] for row in db.execute("select id from op")}
    phones, until = [town.dial() for _ in range(JAM)], time.monotonic() + WATCHDOG_S
    db.execute("begin immediate")  # another program writes, and takes its time
    for n in range(JAM):
        send(n, phones[n])
    while b"doorstep_shed_total 0" in town.get("/metrics").body:
        assert time.monotonic() < until, "nobody was turned away for the queue"
        assert town.get().status == 200
    db.execute("commit")
    asked = [(made_up(0, n), Answer(phones[n])) for n in range(JAM)]
    refused = [(op, a) for op, a in asked if a.status == 503]
    done = [(op, a) for op, a in asked if a.status == 200]
    assert refused and len(refused) + len(done) == JAM, (len(refused), len(done))
    assert all(a.headers["retry-after"] == "5" and b"receipt" not in a.body for _, a in refused)
    assert all(b'"applied"' in a.body for _, a in done)
    here = stored()
    assert all(op.bytes in here for op, _ in done) and not any(op.bytes in here for op, _ in refused)
    later = town.dial() # one that only waited since the beginning may have been let go
    send(JAM, later)
    assert json.loads(Answer(later).body)["results"][0]["status"] == "applied"

may_open(JAM + 200)
with Town(sys.argv[1]) as town:
    run([a_jam_is_told_at_once_and_nothing_of_the_refused_is_done])
