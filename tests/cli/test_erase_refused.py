# SPDX-License-Identifier: Apache-2.0
"""What may not be erased yet: the command says so before it asks for --yes, and tells of no loss."""
import sqlite3, sys, uuid
from city import doorstep
from sentences import run
from served import served

def a_case(s):
    """One that nobody holds or demands, of the furnished city."""
    return s.rows("care", "select id from casefile where resident is not null and id not in (select casefile from legal_hold)"
                  " and id not in (select casefile from legal_demand) order by id limit 1")[0][0]

def only_refused(s, case, words):
    for more in ([], ["--yes"]):
        status, said = doorstep("erase", uuid.UUID(bytes=case), "--as", s.accounts["privacy"]["email"], "--reason", "asked",
                                "--data", s.data, *more)
        assert status == 1 and words in said and said.count("\n") == 1, said
    assert s.rows("care", f"select count(*) from casefile where resident is not null and id = x'{case.hex()}'") == [(1,)]

def a_hold_that_stands_is_said(root):
    with served(root) as s:
        case = a_case(s)
        status, _ = s.ask("privacy", f"/erase/{uuid.UUID(bytes=case)}/hold", {"id": uuid.uuid4(), "reason": "a suit is announced"})
        assert status in (200, 303), status
        only_refused(s, case, "A legal hold stands")

def a_demand_that_waits_is_said(root):
    with served(root) as s:
        case = a_case(s)
    with sqlite3.connect(s.data / "care.db") as db:
        db.execute("insert into legal_demand (city, id, casefile, asked_by, asked_at, kind, came_day, classes, given, gagged,"
                   " paper, state, rev) select city, ?, id, id, 1, 'subpoena', '2026-01-05', 1, 0, 0, x'00', 'asked', 1"
                   " from casefile where id = ?", (uuid.uuid4().bytes, case))
    only_refused(s, case, "has demanded this record")

run(sys.modules[__name__])
