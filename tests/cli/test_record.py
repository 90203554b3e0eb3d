# SPDX-License-Identifier: Apache-2.0
"""The provider's own system of record by command: its outcomes come back by case number, and the settings of the
nightly file say what they are."""
import subprocess, sys, uuid
from datetime import date, timedelta
from city import City, PROGRAM
from sentences import run
from served import served

def a_case(s, state):
    return str(uuid.UUID(bytes=s.rows("care", f"select id from casefile where state = '{state}' and kind = 'request' "
                                      "and owner is not null and close_reason is null order by id")[0][0]))

def numbered(s):
    case = a_case(s, "attempted")
    page = s.ask("care-lead", f"/cases/{case}/number", {"rev": "0", "number": "24-7001"})
    assert page[0] == 200, page
    return case

def outcomes(s, root, lines, *more):
    file = root / "outcomes.csv"
    file.write_text("number,outcome,date,note\n" + "".join(line + "\n" for line in lines))
    done = subprocess.run([PROGRAM, "import", "outcomes", str(file), "--data", str(s.data),
                           "--as", s.accounts["care-lead"]["email"], *more], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr

def state_of(s, case):
    return s.rows("care", f"select state from casefile where id = x'{uuid.UUID(case).hex}'")[0][0]

def outcomes_come_back_by_number_each_line_taken_or_explained(root):
    today, tomorrow = date.today() - timedelta(1), date.today() + timedelta(2)
    with served(root) as s:
        case = numbered(s)
        lines = [f"24-7001,reached,{today},Spoke with her.", f"24-9999,reached,{today},",
                 f"24-7001,reached,{tomorrow},", f"24-7001,cured,{today},"]
        status, said, why = outcomes(s, root, lines, "--dry-run")
        assert status == 1 and said.startswith("1 would be taken, 0 were there already, 3 refused"), (said, why)
        assert state_of(s, case) == "attempted"
        status, said, why = outcomes(s, root, lines)
        assert status == 1 and said.startswith("1 taken, 0 were there already, 3 refused"), (said, why)
        assert "line 3: No case that you can open has this number." in why and "24-9999" not in why, why
        assert "line 4: The day is still to come." in why and "line 5: This word is no outcome." in why, why
        assert state_of(s, case) == "contacted"
        status, said, why = outcomes(s, root, lines[:1])
        assert status == 0 and said.startswith("0 taken, 1 were there already"), (said, why)
        assert "From your own system: Spoke with her." in s.ask("care-lead", f"/cases/{case}")[1].decode()

def who_does_not_work_on_cases_imports_none(root):
    with served(root) as s:
        numbered(s)
        s.accounts["care-lead"] = s.accounts["inspector"]
        status, said, why = outcomes(s, root, [f"24-7001,reached,{date.today()},"])
        assert status == 1 and "does not do that: case-manager or care-lead does" in why, (said, why)
        s.accounts["care-lead"] = {"email": "nobody@city.example"}
        assert "nobody who works here" in outcomes(s, root, ["24-7001,reached,2026-11-24,"])[2]

def the_nightly_file_is_off_until_a_time_is_set(root):
    city = City(root)
    found = {row["name"]: row for row in city.said("settings")[0]}
    assert found["record.export"]["value"] == "" and "not encrypted" in found["record.folder"]["help"]
    assert found["record.folder"]["value"] == f"{city.dir}/record" and found["record.keep_days"]["value"] == "30"
    assert "record.export is not set" in city.run("doctor")[1]
    assert "written tonight" in city.run("doctor", "--record-export", "02:30")[1]
    assert "must be a time of the day" in city.run("doctor", "--record-export", "25:00")[1]

run(sys.modules[__name__])
